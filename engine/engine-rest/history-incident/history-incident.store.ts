import type { Knex } from 'knex'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, like, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'
import { kindOfIncident } from '../incident-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { isPostgres } from '../variable-rows.ts'

export const historyIncidentFilters = {
  incidentId: 'text',
  incidentType: 'text',
  incidentMessage: 'text',
  incidentMessageLike: 'text',
  processDefinitionId: 'text',
  processDefinitionKey: 'text',
  processDefinitionKeyIn: 'texts',
  processInstanceId: 'text',
  executionId: 'text',
  createTimeBefore: 'instant',
  createTimeAfter: 'instant',
  endTimeBefore: 'instant',
  endTimeAfter: 'instant',
  activityId: 'text',
  failedActivityId: 'text',
  causeIncidentId: 'text',
  rootCauseIncidentId: 'text',
  configuration: 'text',
  open: 'flag',
  resolved: 'flag',
  deleted: 'flag',
  tenantIdIn: 'texts',
  withoutTenantId: 'flag',
} as const
export type HistoryIncidentFilters = typeof historyIncidentFilters

export const historyIncidentSorting = {
  incidentId: 'i.id',
  incidentMessage: 'i.message',
  createTime: 'i.createdAt',
  endTime: 'i.endedAt',
  incidentType: 'i.kind',
  executionId: 'i.executionId',
  activityId: 'i.nodeId',
  processInstanceId: 'i.instanceId',
  processDefinitionId: 'instance.definitionId',
  processDefinitionKey: 'instance.definitionKey',
  causeIncidentId: 'i.id',
  rootCauseIncidentId: 'i.id',
  configuration: 'i.jobId',
  tenantId: 'definition.tenant',
  incidentState: 'i.state',
}

export type HistoryIncidentFacts = {
  id: string
  instanceId: string
  executionId: string
  nodeId: string
  kind: string
  message: string
  jobId: string | null
  createdAt: string
  endedAt: string | null
  state: 'resolved' | 'deleted' | null
  annotation: string | null
  definitionId: string
  definitionKey: string
  rootId: string
  tenant: string
}

const rules: FilterRules<HistoryIncidentFilters> = {
  incidentId: equals('i.id'),
  incidentType: (query, type) => query.where('i.kind', kindOfIncident(type)),
  incidentMessage: equals('i.message'),
  incidentMessageLike: like('i.message'),
  processDefinitionId: equals('instance.definitionId'),
  processDefinitionKey: equals('instance.definitionKey'),
  processDefinitionKeyIn: among('instance.definitionKey'),
  processInstanceId: equals('i.instanceId'),
  executionId: equals('i.executionId'),
  createTimeBefore: before('i.createdAt'),
  createTimeAfter: after('i.createdAt'),
  endTimeBefore: before('i.endedAt'),
  endTimeAfter: after('i.endedAt'),
  activityId: equals('i.nodeId'),
  failedActivityId: equals('i.nodeId'),
  causeIncidentId: equals('i.id'),
  rootCauseIncidentId: equals('i.id'),
  configuration: equals('i.jobId'),
  open: when((query) => query.whereNull('i.endedAt')),
  resolved: when((query) => query.where('i.state', 'resolved')),
  deleted: when((query) => query.where('i.state', 'deleted')),
  tenantIdIn: ofTenants,
  withoutTenantId: when(ofNoTenant),
}

const shared = ['id', 'instanceId', 'executionId', 'nodeId', 'kind', 'message', 'jobId', 'createdAt']

export type Of = { scope: Scope; actor: Actor }

/** Incidents of all times as the table `i`; the open ones have neither end nor state. */
function visible(db: Db, instanceId: string | undefined, { scope, actor }: Of): Knex.QueryBuilder {
  const nulls = isPostgres(db) ? 'null::varchar as ended_at, null::varchar as state' : 'null as ended_at, null as state'
  const open = db('incident').select(...shared, db.raw(nulls), 'annotation')
  const closed = db('incident_history').select(...shared, 'endedAt', 'state', db.raw(isPostgres(db) ? 'null::text as annotation' : 'null as annotation'))
  if (instanceId !== undefined) for (const half of [open, closed]) half.where({ instanceId })
  const query = db
    .from(db.unionAll([open, closed]).as('i'))
    .join('instance', 'instance.id', 'i.instanceId')
    .join('definition', 'definition.id', 'instance.definitionId')
  return scope.restrict(actor, query)
}

const columns = [
  ...[...shared, 'endedAt', 'state', 'annotation'].map((name) => `i.${name}`),
  ...['definitionId', 'definitionKey', 'rootId'].map((name) => `instance.${name}`),
  'definition.tenant',
]

export async function listHistoryIncidents(db: Db, request: ListRequest<HistoryIncidentFilters>, of: Of): Promise<HistoryIncidentFacts[]> {
  const query = applyFilters(visible(db, request.given.processInstanceId, of), request.given, rules)
  return paged(query, request, historyIncidentSorting, 'i.id').select(columns)
}

export function countHistoryIncidents(db: Db, { given }: ListRequest<HistoryIncidentFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, given.processInstanceId, of), given, rules), 'i.id')
}
