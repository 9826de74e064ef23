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
  incidentId: 'incident.id',
  incidentMessage: 'incident.message',
  createTime: 'incident.createdAt',
  endTime: 'incident.endedAt',
  incidentType: 'incident.kind',
  executionId: 'incident.executionId',
  activityId: 'incident.nodeId',
  processInstanceId: 'incident.instanceId',
  processDefinitionId: 'instance.definitionId',
  processDefinitionKey: 'instance.definitionKey',
  causeIncidentId: 'incident.id',
  rootCauseIncidentId: 'incident.id',
  configuration: 'incident.jobId',
  tenantId: 'definition.tenant',
  incidentState: 'incident.state',
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
  incidentId: equals('incident.id'),
  incidentType: (query, type) => query.where('incident.kind', kindOfIncident(type)),
  incidentMessage: equals('incident.message'),
  incidentMessageLike: like('incident.message'),
  processDefinitionId: equals('instance.definitionId'),
  processDefinitionKey: equals('instance.definitionKey'),
  processDefinitionKeyIn: among('instance.definitionKey'),
  processInstanceId: equals('incident.instanceId'),
  executionId: equals('incident.executionId'),
  createTimeBefore: before('incident.createdAt'),
  createTimeAfter: after('incident.createdAt'),
  endTimeBefore: before('incident.endedAt'),
  endTimeAfter: after('incident.endedAt'),
  activityId: equals('incident.nodeId'),
  failedActivityId: equals('incident.nodeId'),
  causeIncidentId: equals('incident.id'),
  rootCauseIncidentId: equals('incident.id'),
  configuration: equals('incident.jobId'),
  open: when((query) => query.whereNull('incident.endedAt')),
  resolved: when((query) => query.where('incident.state', 'resolved')),
  deleted: when((query) => query.where('incident.state', 'deleted')),
  tenantIdIn: ofTenants,
  withoutTenantId: when(ofNoTenant),
}

const shared = ['id', 'instanceId', 'executionId', 'nodeId', 'kind', 'message', 'jobId', 'createdAt']

export type Of = { scope: Scope; actor: Actor }

/** Incidents of all times as the table `incident`; the open ones have neither end nor state. */
function visible(db: Db, instanceId: string | undefined, { scope, actor }: Of): Knex.QueryBuilder {
  const nulls = isPostgres(db) ? 'null::varchar as ended_at, null::varchar as state' : 'null as ended_at, null as state'
  const open = db('incident').select(...shared, db.raw(nulls), 'annotation')
  const closed = db('incident_history').select(...shared, 'endedAt', 'state', db.raw(isPostgres(db) ? 'null::text as annotation' : 'null as annotation'))
  if (instanceId !== undefined) for (const half of [open, closed]) half.where({ instanceId })
  const query = db
    .from(db.unionAll([open, closed]).as('incident'))
    .join('instance', 'instance.id', 'incident.instanceId')
    .join('definition', 'definition.id', 'instance.definitionId')
  return scope.restrict(actor, query)
}

const columns = [
  ...[...shared, 'endedAt', 'state', 'annotation'].map((name) => `incident.${name}`),
  ...['definitionId', 'definitionKey', 'rootId'].map((name) => `instance.${name}`),
  'definition.tenant',
]

export async function listHistoryIncidents(db: Db, request: ListRequest<HistoryIncidentFilters>, of: Of): Promise<HistoryIncidentFacts[]> {
  const query = applyFilters(visible(db, request.given.processInstanceId, of), request.given, rules)
  return paged(query, request, historyIncidentSorting, 'incident.id').select(columns)
}

export function countHistoryIncidents(db: Db, { given }: ListRequest<HistoryIncidentFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, given.processInstanceId, of), given, rules), 'incident.id')
}
