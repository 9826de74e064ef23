import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import type { Finding } from '../bpmn/finding.ts'
import { lockDeployments } from '../db/deployment-lock.ts'
import { inTransaction } from '../db/transaction.ts'
import { insertDeployment } from '../definitions/definitions.store.ts'
import { appError } from '../errors.ts'
import type { DecisionAnswer, DecisionNeed } from '../execution/need.ts'
import type { Db } from '../module.ts'
import type { ScriptHost } from '../scripts/script-host.ts'
import { answerOf } from './answer.ts'
import type { DecisionModel } from './decision-model.ts'
import {
  findDecisions,
  countDecisions,
  decisionById,
  hasContent,
  insertDecision,
  latestDecision,
  xmlOfDecision,
  type DecisionFilter,
  type DecisionRow,
} from './decisions.store.ts'
import { isBounded } from './evaluate/bounded.ts'
import { evaluateDecision } from './evaluate/evaluate-decision.ts'
import { readDecisions } from './read-decisions.ts'
import { resolveDecision, type DecisionReference, type DecisionScope } from './resolve-decision.ts'

export type DecisionsDeps = { db: Knex; clock: { now(): string }; newId(): string; scripts: Pick<ScriptHost, 'evaluate'> }

export type DmnFile = {
  name: string
  xml: string
  /** '' is the base. */
  tenant: string
  by: string | null
  /** Also leave alone what any version had: a start with the shipped files must not undo what was deployed since. */
  unlessKnown?: boolean
}
/** A file that may be stored, and what was said of it (warnings only). */
export type CheckedDmn = DmnFile & { model: DecisionModel; findings: Finding[]; contentHash: string }

/** A version in use: compiled, with the versions of the decisions that were deployed in the same file. */
type Loaded = { model: DecisionModel; isBounded: boolean; siblings: DecisionRow[] }

export type Decisions = ReturnType<typeof createDecisions>

/** Deployed decisions: immutable versions by key and tenant, compiled once per node, made here or, where their texts do not bound the cost, in the script host. */
export function createDecisions({ db, clock, newId, scripts }: DecisionsDeps) {
  const loaded = new Map<string, Promise<Loaded>>()

  function get(row: DecisionRow): Promise<Loaded> {
    const known = loaded.get(row.id) ?? load(row)
    loaded.set(row.id, known)
    known.catch(() => loaded.delete(row.id))
    return known
  }

  async function load({ id, key, deploymentId, resourceName }: DecisionRow): Promise<Loaded> {
    const xml = await xmlOfDecision(db, id)
    if (xml === undefined) throw appError('object.unknown', { object: 'decision', id })
    const { model } = await readDecisions(xml)
    return { model, isBounded: isBounded(model, key), siblings: await findDecisions(db, { deploymentId, resourceName }, { limit: 1000 }) }
  }

  /** Reads and checks a DMN file and stores nothing. @throws AppError deployment.refused {name, findings} with all findings */
  async function check(file: DmnFile): Promise<CheckedDmn> {
    const { model, findings } = await readDecisions(file.xml)
    if (findings.some(({ severity }) => severity === 'error')) throw appError('deployment.refused', { name: file.name, findings })
    return { ...file, model, findings, contentHash: createHash('sha256').update(file.xml).digest('hex') }
  }

  /** Each decision of a checked file becomes the newest version of its key, in the caller's transaction. @throws a unique violation when another was faster */
  async function insertVersions(trx: Db, file: CheckedDmn, deploymentId: string): Promise<DecisionRow[]> {
    const { name: resourceName, tenant, contentHash, xml } = file
    const decisions: DecisionRow[] = []
    for (const { id: key, name, versionTag, historyTtl } of Object.values(file.model.decisions)) {
      const version = ((await latestDecision(trx, key, tenant))?.version ?? 0) + 1
      const row = { id: newId(), deploymentId, key, version, versionTag, name, tenant, resourceName, contentHash, historyTtl, createdAt: clock.now() }
      await insertDecision(trx, { ...row, xml })
      decisions.push(row)
    }
    return decisions
  }

  /** Deploys a DMN file on its own; nothing when all its decisions are stored with this content. @throws AppError deployment.refused */
  async function deploy(file: DmnFile): Promise<DecisionRow[]> {
    const checked = await check(file)
    return store(checked)
  }

  function store(file: CheckedDmn): Promise<DecisionRow[]> {
    return inTransaction(db, async (trx) => {
      await lockDeployments(trx)
      if (await isKnown(trx, file)) return []
      const deployment = { id: newId(), name: file.name, tenant: file.tenant, deployedBy: file.by, deployedAt: clock.now() }
      await insertDeployment(trx, deployment)
      return insertVersions(trx, file, deployment.id)
    })
  }

  /** Makes the decision that a business-rule task names. Never rejects for what the model or its variables are: that is a failure in one sentence. */
  async function evaluate(need: DecisionNeed, scope: DecisionScope): Promise<DecisionAnswer> {
    const row = await resolveDecision(db, need, scope)
    return row ? make(row, need.variables) : { failure: `unknown decision ${need.key}${versionOf(need)}` }
  }

  /** Makes the decision of one version. @throws AppError object.unknown */
  async function evaluateById(id: string, variables: Record<string, unknown>): Promise<DecisionAnswer> {
    const row = await decisionById(db, id)
    if (!row) throw appError('object.unknown', { object: 'decision', id })
    return make(row, variables)
  }

  async function make(row: DecisionRow, variables: Record<string, unknown>): Promise<DecisionAnswer> {
    const { model, siblings, isBounded } = await get(row)
    const asked = { model, decision: row.key, variables: { execution: { now: clock.now() }, ...variables } }
    const outcome = isBounded ? evaluateDecision(asked) : await scripts.evaluate({ kind: 'evaluate-decision', ...asked })
    return 'failure' in outcome ? outcome : answerOf(outcome, row, siblings)
  }

  return {
    check,
    insertVersions,
    deploy,
    evaluate,
    evaluateById,
    /** The version that a reference means for somebody of this tenant, or undefined. */
    resolve: (reference: DecisionReference, scope: DecisionScope) => resolveDecision(db, reference, scope),
    /** To be called when rows were deleted. */
    forget: (ids: readonly string[]) => ids.forEach((id) => loaded.delete(id)),
    get: (id: string) => decisionById(db, id),
    xmlOf: (id: string) => xmlOfDecision(db, id),
    latest: (key: string, tenant: string) => latestDecision(db, key, tenant),
    list: (filter: DecisionFilter, page: { limit: number; offset?: number }) => findDecisions(db, filter, page),
    count: (filter: DecisionFilter) => countDecisions(db, filter),
  }
}

async function isKnown(db: Db, { model, tenant, contentHash, unlessKnown = false }: CheckedDmn): Promise<boolean> {
  for (const key of Object.keys(model.decisions)) {
    const latest = await latestDecision(db, key, tenant)
    const known = latest?.contentHash === contentHash || (unlessKnown && (await hasContent(db, { key, tenant, contentHash })))
    if (!known) return false
  }
  return true
}

function versionOf({ binding, version }: DecisionNeed): string {
  if (binding === 'deployment') return ' in this deployment'
  return version === null ? '' : `, ${binding === 'versionTag' ? 'tag' : 'version'} ${version}`
}
