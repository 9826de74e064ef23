import type { Knex } from 'knex'
import type { Actor } from '../../identity/actor.ts'
import { isOneOf } from '../../identity/usernames.store.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, like, notAmong, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'
import { countOf, paged, readFilters, type Given, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { whereVariable } from '../variable-filter.ts'
import { kindOfIncident } from '../incident-filters.ts'
import { everIncident, openIncident } from './with-incidents.ts'
import { historyInstanceFilters, historyInstanceSorting, type HistoryInstanceFilters } from './history-process-instance.filters.ts'

export type HistoryInstanceFacts = {
  id: string
  definitionId: string
  definitionKey: string
  businessKey: string | null
  parentId: string | null
  rootId: string
  state: 'active' | 'completed' | 'cancelled' | 'failed'
  initiator: string | null
  startedAt: string
  endedAt: string | null
  errorCode: string | null
  suspendedAt: string | null
  deleteReason: string | null
  definitionName: string
  definitionVersion: number
  tenant: string
  startActivityId: string | null
}

const nothing = (query: Knex.QueryBuilder) => query.whereRaw('1 = 0')

function rules(db: Db, given: Given<HistoryInstanceFilters>): FilterRules<HistoryInstanceFilters> {
  const ignoring = { ignoreNames: given.variableNamesIgnoreCase, ignoreValues: given.variableValuesIgnoreCase }
  return {
    ...placeRules,
    ...stateRules,
    ...activityRules(db),
    startedBy: (query, name) => isOneOf(db, 'instance.initiator', [name])(query),
    subProcessInstanceId: (query, id) => query.whereIn('instance.id', db('instance as child').where('child.id', id).select('child.parentId')),
    variables: (query, conditions) => {
      for (const each of conditions) whereVariable(query, db, 'instance.id', { ...each, ...ignoring })
    },
    orQueries: (query, queries) => {
      for (const each of queries) anyOf(db, query, readFilters(historyInstanceFilters, each))
    },
  }
}

const placeRules: FilterRules<HistoryInstanceFilters> = {
  processInstanceId: equals('instance.id'),
  processInstanceIds: among('instance.id'),
  processInstanceIdNotIn: notAmong('instance.id'),
  processDefinitionId: equals('instance.definitionId'),
  processDefinitionKey: equals('instance.definitionKey'),
  processDefinitionKeyIn: among('instance.definitionKey'),
  processDefinitionKeyNotIn: notAmong('instance.definitionKey'),
  processDefinitionName: equals('definition.name'),
  processDefinitionNameLike: like('definition.name'),
  processInstanceBusinessKey: equals('instance.businessKey'),
  processInstanceBusinessKeyIn: among('instance.businessKey'),
  processInstanceBusinessKeyLike: like('instance.businessKey'),
  rootProcessInstanceId: equals('instance.rootId'),
  rootProcessInstances: when((query) => query.whereNull('instance.parentId')),
  superProcessInstanceId: equals('instance.parentId'),
  caseInstanceId: nothing,
  superCaseInstanceId: nothing,
  subCaseInstanceId: nothing,
  tenantIdIn: ofTenants,
  withoutTenantId: when(ofNoTenant),
}

const stateRules: FilterRules<HistoryInstanceFilters> = {
  finished: when((query) => query.whereNotNull('instance.endedAt')),
  unfinished: when((query) => query.whereNull('instance.endedAt')),
  active: when((query) => query.where('instance.state', 'active').whereNull('instance.suspendedAt')),
  suspended: when((query) => query.where('instance.state', 'active').whereNotNull('instance.suspendedAt')),
  completed: when((query) => query.where('instance.state', 'completed')),
  externallyTerminated: when((query) => query.where('instance.state', 'cancelled').whereNull('instance.parentId')),
  internallyTerminated: when((query) =>
    query.where(
      (any) => void any.where('instance.state', 'failed').orWhere((one) => void one.where('instance.state', 'cancelled').whereNotNull('instance.parentId')),
    ),
  ),
  startedBefore: before('instance.startedAt'),
  startedAfter: after('instance.startedAt'),
  finishedBefore: before('instance.endedAt'),
  finishedAfter: after('instance.endedAt'),
  withIncidents: when((query) => everIncident(query)),
  withRootIncidents: when((query) => everIncident(query)),
  incidentIdIn: (query, ids) => everIncident(query, (one) => one.whereIn('id', ids)),
  incidentType: (query, type) => everIncident(query, (one) => one.where('kind', kindOfIncident(type))),
  incidentMessage: (query, message) => everIncident(query, (one) => one.where('message', message)),
  incidentMessageLike: (query, pattern) => everIncident(query, (one) => one.where('message', 'like', pattern)),
  incidentStatus: (query, status) =>
    status === 'open' ? openIncident(query) : everIncident(query, (one) => one.where('state', 'resolved'), ['incident_history']),
}

function activityRules(db: Db): FilterRules<HistoryInstanceFilters> {
  const executed = (query: Knex.QueryBuilder, narrow: (inner: Knex.QueryBuilder) => unknown) =>
    query.whereIn('instance.id', (inner) => void narrow(inner.from('activity_history').select('activity_history.instanceId')))
  return {
    executedActivityIdIn: (query, ids) => executed(query, (inner) => inner.whereIn('activity_history.nodeId', ids)),
    executedActivityBefore: (query, instant) => executed(query, (inner) => inner.where('activity_history.endedAt', '<', instant)),
    executedActivityAfter: (query, instant) => executed(query, (inner) => inner.where('activity_history.endedAt', '>', instant)),
    activeActivityIdIn: (query, ids) =>
      query.whereIn('instance.id', db('execution').whereIn('execution.nodeId', ids).whereNotNull('execution.activityId').select('execution.instanceId')),
  }
}

/** One or-query: any of its filters is enough. */
function anyOf(db: Db, query: Knex.QueryBuilder, given: Given<HistoryInstanceFilters>): void {
  query.where((any) => {
    for (const [name, value] of Object.entries(given)) any.orWhere((one) => void applyFilters(one, { [name]: value }, rules(db, given)))
  })
}

export type Of = { scope: Scope; actor: Actor }

function visible(db: Db, { scope, actor }: Of): Knex.QueryBuilder {
  return scope.restrict(actor, db('instance').join('definition', 'definition.id', 'instance.definitionId'))
}

/** Node that the instance began with: its ids are made in the order in which activities begin. */
const firstActivity = '(select a.node_id from activity_history a where a.instance_id = instance.id order by a.id limit 1) as start_activity_id'

function columns(db: Db): (string | Knex.Raw)[] {
  const own = [
    'id',
    'definitionId',
    'definitionKey',
    'businessKey',
    'parentId',
    'rootId',
    'state',
    'initiator',
    'startedAt',
    'endedAt',
    'errorCode',
    'suspendedAt',
    'deleteReason',
  ]
  const duration =
    db.client.config.client === 'pg'
      ? '(instance.ended_at::timestamptz - instance.started_at::timestamptz) as duration_ms'
      : '(julianday(instance.ended_at) - julianday(instance.started_at)) as duration_ms'
  return [
    ...own.map((name) => `instance.${name}`),
    'definition.name as definitionName',
    'definition.version as definitionVersion',
    'definition.tenant',
    db.raw(firstActivity),
    db.raw(duration),
  ]
}

function matching(db: Db, { given }: ListRequest<HistoryInstanceFilters>, of: Of): Knex.QueryBuilder {
  return applyFilters(visible(db, of), given, rules(db, given))
}

export async function listHistoryInstances(db: Db, request: ListRequest<HistoryInstanceFilters>, of: Of): Promise<HistoryInstanceFacts[]> {
  return paged(matching(db, request, of), request, historyInstanceSorting, 'instance.id').select(columns(db))
}

export function countHistoryInstances(db: Db, request: ListRequest<HistoryInstanceFilters>, of: Of): Promise<{ count: number }> {
  return countOf(matching(db, request, of), 'instance.id')
}

export async function findHistoryInstance(db: Db, id: string, of: Of): Promise<HistoryInstanceFacts | undefined> {
  return visible(db, of).where('instance.id', id).first(columns(db))
}
