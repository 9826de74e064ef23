import { createHash } from 'node:crypto'
import { compileDeployed, readForDeployment } from '../bpmn/deploy.ts'
import type { Resource } from '../deployments/deployer.ts'
import type { Finding } from '../bpmn/finding.ts'
import type { ProcessGraph } from '../bpmn/graph.ts'
import type { Capabilities } from '../bpmn/lint/rule.ts'
import { lockDeployments } from '../db/deployment-lock.ts'
import { inTransaction } from '../db/transaction.ts'
import { appError } from '../errors.ts'
import type { Db } from '../module.ts'
import type { Knex } from 'knex'
import { byId, hasContent, insertDefinition, insertDeployment, latestForTenant, latestOf, type DefinitionRow } from './definitions.store.ts'
import { armStarts } from './starts.ts'

export type Definition = Omit<DefinitionRow, 'xml'> & { graph: ProcessGraph }
export type BpmnFile = {
  name: string
  xml: string
  tenant: string
  by: string | null
  unlessKnown?: boolean
  /** The other files of the deployment. */
  beside?: readonly Resource[]
}
/** A file that may be stored: its executable processes, and what was said of it (warnings only). */
export type CheckedFile = BpmnFile & { graphs: ProcessGraph[]; findings: Finding[]; contentHash: string }
export type DefinitionsDeps = {
  db: Knex
  clock: { now(): string }
  newId(): string
  /** What this installation can run, asked with the file because forms are looked up by the keys it names. */
  capabilities(xml: string, tenant: string, beside?: readonly Resource[]): Promise<Capabilities>
}

/** Deployed process definitions: immutable versions, compiled once per node and kept by id. */
export function createDefinitions({ db, clock, newId, capabilities }: DefinitionsDeps) {
  const compiled = new Map<string, Promise<Definition>>()

  /** The compiled definition with this id. @throws AppError process.unknown */
  function get(id: string): Promise<Definition> {
    const known = compiled.get(id) ?? load(id)
    compiled.set(id, known)
    known.catch(() => compiled.delete(id))
    return known
  }

  async function load(id: string): Promise<Definition> {
    const row = await byId(db, id)
    if (!row) throw appError('process.unknown', { id })
    return compile(row)
  }

  /** What a tenant runs under a key: its own newest version, else the base's. @throws AppError process.unknown */
  async function resolve(key: string, tenant: string): Promise<Definition> {
    const row = (await latestOf(db, key, tenant)) ?? (await latestOf(db, key, ''))
    if (!row) throw appError('process.unknown', { key })
    return get(row.id)
  }

  async function listFor(tenant: string): Promise<Definition[]> {
    const rows = await latestForTenant(db, tenant)
    return Promise.all(rows.map((row) => get(row.id)))
  }

  /** Reads and checks a BPMN file and stores nothing. @throws AppError deployment.refused with all findings */
  async function check(file: BpmnFile): Promise<CheckedFile> {
    const { graphs, findings } = await readForDeployment(file.xml, await capabilities(file.xml, file.tenant, file.beside))
    if (findings.some((finding) => finding.severity === 'error')) throw appError('deployment.refused', { name: file.name, findings })
    return { ...file, graphs, findings, contentHash: createHash('sha256').update(file.xml).digest('hex') }
  }

  /** Each executable process of a checked file becomes the newest version of its key, in the caller's transaction. @returns the new rows' ids */
  async function insertVersions(trx: Db, file: CheckedFile, deploymentId: string): Promise<string[]> {
    const next = await Promise.all(file.graphs.map(async (graph) => ({ graph, version: ((await latestOf(trx, graph.key, file.tenant))?.version ?? 0) + 1 })))
    const rows: DefinitionRow[] = []
    for (const { graph, version } of next) rows.push(await insertVersion(trx, graph, { ...file, deploymentId, version }))
    return rows.map(({ id }) => id)
  }

  /**
   * Deploys a BPMN file. A process whose newest version has this content is left alone; with `unlessKnown` also one that any version has:
   * a start with the shipped files must not undo what was deployed since, and an older node none of a newer one.
   * @throws AppError deployment.refused with all findings; nothing is stored then.
   */
  async function deploy(file: BpmnFile): Promise<{ definitions: Definition[]; findings: Finding[] }> {
    const checked = await check(file)
    const ids = await store(checked)
    return { definitions: await Promise.all(ids.map(get)), findings: checked.findings }
  }

  function store(file: CheckedFile): Promise<string[]> {
    return inTransaction(db, async (trx) => {
      await lockDeployments(trx)
      const deployment = { id: newId(), name: file.name, tenant: file.tenant, deployedBy: file.by, deployedAt: clock.now() }
      const graphs = await changedGraphs(trx, file)
      if (graphs.length > 0) await insertDeployment(trx, deployment)
      return insertVersions(trx, { ...file, graphs }, deployment.id)
    })
  }

  async function insertVersion(trx: Db, graph: ProcessGraph, file: CheckedFile & { deploymentId: string; version: number }): Promise<DefinitionRow> {
    const { name: resourceName, xml, tenant, deploymentId, version, contentHash } = file
    const row = {
      id: newId(),
      deploymentId,
      kind: graph.kind,
      key: graph.key,
      version,
      versionTag: graph.versionTag,
      name: graph.name,
      tenant,
      resourceName,
      xml,
      contentHash,
      suspendedAt: null,
      createdAt: clock.now(),
    }
    await insertDefinition(trx, row)
    await armStarts(trx, { graph, row, now: clock.now(), newId })
    return row
  }

  /** After a version has been deleted, the newest one that is left is started by its events again. */
  async function rearmStarts(trx: Db, key: string, tenant: string): Promise<void> {
    const row = await latestOf(trx, key, tenant)
    if (row) await armStarts(trx, { graph: (await compile(row)).graph, row, now: clock.now(), newId })
  }

  /** To be called when rows of definitions were changed or deleted. */
  function forget(ids: readonly string[]): void {
    for (const id of ids) compiled.delete(id)
  }

  return { get, resolve, listFor, rearmStarts, forget, check, insertVersions, deploy, xmlOf: async (id: string) => (await byId(db, id))?.xml }
}

export type Definitions = ReturnType<typeof createDefinitions>

async function changedGraphs(db: Db, { graphs, tenant, contentHash, unlessKnown = false }: CheckedFile): Promise<ProcessGraph[]> {
  const found = await Promise.all(
    graphs.map(async (graph) => {
      const latest = await latestOf(db, graph.key, tenant)
      const known = latest?.contentHash === contentHash || (unlessKnown && (await hasContent(db, { key: graph.key, tenant, contentHash })))
      return known ? [] : [graph]
    }),
  )
  return found.flat()
}

async function compile({ xml, ...row }: DefinitionRow): Promise<Definition> {
  return { ...row, graph: await compileDeployed(xml, row.key) }
}
