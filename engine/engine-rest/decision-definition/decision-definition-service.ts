import type { DecisionRow } from '../../decisions/decisions.store.ts'
import type { Actor } from '../../identity/actor.ts'
import type { DecisionEvaluation } from '../../execution/need.ts'
import { typed } from '../../execution/values.ts'
import type { EngineRestDeps } from '../deps.ts'
import { engineFailure, notFound } from '../errors.ts'
import type { ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import { toDto, variablesFrom, type VariableDto, type VariableView } from '../variables.ts'
import type { DecisionFilters } from './decision-definition.filters.ts'
import { countDecisions, findDecision, insertMade, listDecisions, newestDecision } from './decision-definition.store.ts'

/** A decision as a path names it: by id, or the newest version of a key with a tenant or without. */
export type NamedDecision = { id: string } | { key: string; tenant: string }

/** Deployed decisions as this surface shows and makes them. */
export function createDecisionService({ db, engine, decisions }: EngineRestDeps) {
  async function find(named: NamedDecision, actor: Actor): Promise<DecisionRow> {
    const row = 'id' in named ? await findDecision(db, named.id, actor) : await newestDecision(db, named, actor)
    if (row === undefined) throw unknown(named)
    return row
  }

  /** What was asked and answered is kept, as for the decisions of instances. */
  async function keep(evaluations: DecisionEvaluation[], actor: Actor): Promise<void> {
    const evaluatedAt = engine.clock.now()
    const rows = evaluations.map(({ inputs, outputs, ...rest }) => ({ ...rest, inputs: JSON.stringify(inputs), outputs: JSON.stringify(outputs) }))
    await insertMade(
      db,
      rows.map((row) => ({ ...row, id: engine.newId(), tenant: actor.district, evaluatedAt })),
    )
  }

  return {
    list: async (request: ListRequest<DecisionFilters>, actor: Actor) => (await listDecisions(db, request, actor)).map(decisionView),
    count: (request: ListRequest<DecisionFilters>, actor: Actor) => countDecisions(db, request, actor),
    get: async (named: NamedDecision, actor: Actor) => decisionView(await find(named, actor)),
    async xml(named: NamedDecision, actor: Actor) {
      const { id } = await find(named, actor)
      return { id, dmnXml: await decisions.xmlOf(id) }
    },
    /** One entry for each rule that holds: typed values by output name. @throws RestException 500 with why it can not be made */
    async evaluate(named: NamedDecision, sent: Record<string, VariableDto> | null | undefined, actor: Actor): Promise<Record<string, VariableView>[]> {
      const row = await find(named, actor)
      const where = `Cannot evaluate decision ${'id' in named ? named.id : named.key}`
      const variables = Object.fromEntries(Object.entries(variablesFrom(sent, where)).map(([name, { value }]) => [name, value]))
      const answer = await decisions.evaluateById(row.id, variables)
      if ('failure' in answer) throw engineFailure(`${where}: ${answer.failure}`, 'RestException')
      await keep(answer.evaluations, actor)
      return answer.outputs.map((outputs) => Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, toDto(typed(value))])))
    },
  }
}

function unknown(named: NamedDecision) {
  if ('id' in named) return notFound(`No matching definition with id ${named.id}`)
  const tenant = named.tenant === '' ? 'no tenant-id' : `tenant-id: ${named.tenant}`
  return notFound(`No matching decision definition with key: ${named.key} and ${tenant}`, 'RestException')
}

function decisionView({ id, key, name, version, resourceName, deploymentId, tenant, versionTag, historyTtl }: DecisionRow) {
  return {
    id,
    key,
    category: null,
    name: name === '' ? null : name,
    version,
    resource: resourceName,
    deploymentId,
    tenantId: tenantId(tenant),
    decisionRequirementsDefinitionId: null,
    decisionRequirementsDefinitionKey: null,
    historyTimeToLive: historyTtl,
    versionTag,
  }
}
