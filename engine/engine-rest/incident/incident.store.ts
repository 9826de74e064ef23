import type { Knex } from 'knex'
import type { IncidentRow } from '../../execution/state.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, like, type FilterRules } from '../apply-filters.ts'
import { ofTenants } from '../definition-tenant.ts'
import { kindOfIncident } from '../incident-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { incidentSorting, type IncidentFilters } from './incident.filters.ts'

export type IncidentFacts = Omit<IncidentRow, 'tenant'> & { annotation: string | null; definitionId: string; tenant: string; jobKind: string | null }

const rules: FilterRules<IncidentFilters> = {
  incidentId: equals('incident.id'),
  incidentType: (query, type) => query.where('incident.kind', kindOfIncident(type)),
  incidentMessage: equals('incident.message'),
  incidentMessageLike: like('incident.message'),
  processDefinitionId: equals('instance.definitionId'),
  processDefinitionKeyIn: among('instance.definitionKey'),
  processInstanceId: equals('incident.instanceId'),
  executionId: equals('incident.executionId'),
  incidentTimestampBefore: before('incident.createdAt'),
  incidentTimestampAfter: after('incident.createdAt'),
  activityId: equals('incident.nodeId'),
  failedActivityId: equals('incident.nodeId'),
  causeIncidentId: equals('incident.id'),
  rootCauseIncidentId: equals('incident.id'),
  configuration: equals('incident.jobId'),
  tenantIdIn: ofTenants,
}

export type Of = { scope: Scope; actor: Actor }

function visible(db: Db, { scope, actor }: Of): Knex.QueryBuilder {
  const query = db('incident').join('instance', 'instance.id', 'incident.instanceId').join('definition', 'definition.id', 'instance.definitionId')
  return scope.restrict(actor, query.leftJoin('job', 'job.id', 'incident.jobId'))
}

const columns = [
  ...['id', 'instanceId', 'executionId', 'nodeId', 'kind', 'message', 'jobId', 'createdAt', 'annotation'].map((name) => `incident.${name}`),
  'instance.definitionId',
  'definition.tenant',
  'job.kind as jobKind',
]

export async function listIncidents(db: Db, request: ListRequest<IncidentFilters>, of: Of): Promise<IncidentFacts[]> {
  return paged(applyFilters(visible(db, of), request.given, rules), request, incidentSorting, 'incident.id').select(columns)
}

export function countIncidents(db: Db, request: ListRequest<IncidentFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, of), request.given, rules), 'incident.id')
}

export async function findIncident(db: Db, id: string, of: Of): Promise<IncidentFacts | undefined> {
  return visible(db, of).where('incident.id', id).first(columns)
}

export async function annotate(db: Db, id: string, annotation: string | null): Promise<void> {
  await db('incident').where({ id }).update({ annotation })
}
