import type { Knex } from 'knex'
import { fromJson } from '../../db/json.ts'
import type { DecisionEvaluation } from '../../execution/need.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, like, when, type FilterRules } from '../apply-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import { isOperator, tenantsOf, type Scope } from '../scope.ts'
import { historyDecisionSorting, type HistoryDecisionFilters } from './history-decision-instance.filters.ts'

export type HistoryDecisionFacts = Omit<DecisionEvaluation, 'collectResult'> & {
  id: string
  instanceId: string | null
  activityId: string | null
  nodeId: string | null
  collectResult: number | null
  evaluatedAt: string
  processDefinitionId: string | null
  processDefinitionKey: string | null
  rootId: string | null
  tenant: string | null
}

const nothing = (query: Knex.QueryBuilder) => query.whereRaw('1 = 0')
/** Required decisions are written before the one that needs them, in the same activity and at the same instant. */
const isRoot = (query: Knex.QueryBuilder) =>
  query.whereNotExists((later) =>
    later
      .from('decision_history as l')
      .whereRaw('l.instance_id = d.instance_id and l.activity_id = d.activity_id and l.evaluated_at = d.evaluated_at and l.id > d.id')
      .select('l.id'),
  )

const rules: FilterRules<HistoryDecisionFilters> = {
  decisionInstanceId: equals('d.id'),
  decisionInstanceIdIn: among('d.id'),
  decisionDefinitionId: equals('d.definitionId'),
  decisionDefinitionIdIn: among('d.definitionId'),
  decisionDefinitionKey: equals('d.key'),
  decisionDefinitionKeyIn: among('d.key'),
  decisionDefinitionName: equals('d.name'),
  decisionDefinitionNameLike: like('d.name'),
  processDefinitionId: equals('instance.definitionId'),
  processDefinitionKey: equals('instance.definitionKey'),
  processInstanceId: equals('d.instanceId'),
  caseDefinitionId: nothing,
  caseDefinitionKey: nothing,
  caseInstanceId: nothing,
  activityIdIn: among('d.nodeId'),
  activityInstanceIdIn: among('d.activityId'),
  evaluatedBefore: before('d.evaluatedAt'),
  evaluatedAfter: after('d.evaluatedAt'),
  rootDecisionInstancesOnly: when(isRoot),
  tenantIdIn: among('decision_definition.tenant'),
  withoutTenantId: when((query) => query.where('decision_definition.tenant', '')),
}

export type Of = { scope: Scope; actor: Actor }

/** Decisions of instances that a person sees; those that were made by a call, for who keeps the installation running. */
function visible(db: Db, { scope, actor }: Of): Knex.QueryBuilder {
  const query = db('decision_history as d')
    .leftJoin('instance', 'instance.id', 'd.instanceId')
    .leftJoin('decision_definition', 'decision_definition.id', 'd.definitionId')
  return query.where((any) => {
    any.where((one) => void scope.restrict(actor, one.whereNotNull('d.instanceId')))
    if (isOperator(actor)) any.orWhere((one) => void one.whereNull('d.instanceId').whereIn('d.tenant', tenantsOf(actor)))
  })
}

const columns = [
  ...['id', 'instanceId', 'activityId', 'nodeId', 'definitionId', 'key', 'name', 'inputs', 'outputs', 'collectResult', 'evaluatedAt'].map(
    (name) => `d.${name}`,
  ),
  'instance.definitionId as processDefinitionId',
  'instance.definitionKey as processDefinitionKey',
  'instance.rootId',
  'decision_definition.tenant',
]

export async function listHistoryDecisions(db: Db, request: ListRequest<HistoryDecisionFilters>, of: Of): Promise<HistoryDecisionFacts[]> {
  const rows: HistoryDecisionFacts[] = await paged(applyFilters(visible(db, of), request.given, rules), request, historyDecisionSorting, 'd.id').select(columns)
  return rows.map((row) => ({ ...row, inputs: fromJson(row.inputs), outputs: fromJson(row.outputs) }))
}

export function countHistoryDecisions(db: Db, { given }: ListRequest<HistoryDecisionFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, of), given, rules), 'd.id')
}
