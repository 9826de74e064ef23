import type { Knex } from 'knex'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, like, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'
import { kindOfIncident } from '../incident-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { isPostgres } from '../variable-rows.ts'
import { historyIncidentSorting, type HistoryIncidentFilters } from './history-incident.filters.ts'

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
