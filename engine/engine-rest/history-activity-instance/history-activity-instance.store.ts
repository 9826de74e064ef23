import type { Knex } from 'knex'
import type { Actor } from '../../identity/actor.ts'
import { isOneOf } from '../../identity/usernames.store.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'
import { countOf, paged, type Given, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { activityRows } from './activity-rows.ts'
import { bodyOf } from './loop-body.ts'
import { historyActivitySorting, type HistoryActivityFilters } from './history-activity-instance.filters.ts'

export type HistoryActivityFacts = {
  id: string
  instanceId: string
  executionId: string
  parentActivityId: string | null
  nodeId: string
  startedAt: string
  endedAt: string | null
  state: 'completed' | 'cancelled' | null
  taskId: string | null
  calledInstanceId: string | null
  isLoop: number
  definitionId: string
  definitionKey: string
  rootId: string
  tenant: string
  openAssignee: string | null
  doneAssignee: string | null
}

const columns = [
  ...['id', 'instanceId', 'executionId', 'parentActivityId', 'nodeId', 'startedAt', 'endedAt', 'state', 'taskId', 'calledInstanceId', 'isLoop'].map(
    (name) => `activity.${name}`,
  ),
  'instance.definitionId',
  'instance.definitionKey',
  'instance.rootId',
  'definition.tenant',
  'task.assignee as openAssignee',
  'task_history.assignee as doneAssignee',
]

const isNode = (query: Knex.QueryBuilder, activityId: string) => {
  const { nodeId, isLoop } = bodyOf(activityId)
  return query.where('activity.nodeId', nodeId).where('activity.isLoop', isLoop ? 1 : 0)
}

/** What the model says (name, type, whether an activity ends its scope) is no column: see the service. */
function rules(db: Db): FilterRules<HistoryActivityFilters> {
  return {
    activityInstanceId: equals('activity.id'),
    activityInstanceIdIn: among('activity.id'),
    processInstanceId: equals('activity.instanceId'),
    processInstanceIdIn: among('activity.instanceId'),
    processDefinitionId: equals('instance.definitionId'),
    executionId: equals('activity.executionId'),
    activityId: isNode,
    activityIdIn: (query, ids) =>
      query.where((any) => {
        for (const id of ids) any.orWhere((one) => void isNode(one, id))
      }),
    taskAssignee: (query, name) =>
      query.where((any) => {
        any.where((one) => void isOneOf(db, 'task.assignee', [name])(one)).orWhere((one) => void isOneOf(db, 'task_history.assignee', [name])(one))
      }),
    finished: when((query) => query.whereNotNull('activity.endedAt')),
    unfinished: when((query) => query.whereNull('activity.endedAt')),
    canceled: when((query) => query.where('activity.state', 'cancelled')),
    startedBefore: before('activity.startedAt'),
    startedAfter: after('activity.startedAt'),
    finishedBefore: before('activity.endedAt'),
    finishedAfter: after('activity.endedAt'),
    tenantIdIn: ofTenants,
    withoutTenantId: when(ofNoTenant),
  }
}

export type Of = { scope: Scope; actor: Actor }

function visible(db: Db, { processInstanceId, processInstanceIdIn }: Given<HistoryActivityFilters>, { scope, actor }: Of): Knex.QueryBuilder {
  const query = activityRows(db, processInstanceId === undefined ? processInstanceIdIn : [processInstanceId])
    .join('instance', 'instance.id', 'activity.instanceId')
    .join('definition', 'definition.id', 'instance.definitionId')
    .leftJoin('task', 'task.id', 'activity.taskId')
    .leftJoin('task_history', 'task_history.id', 'activity.taskId')
  return scope.restrict(actor, query)
}

export async function listHistoryActivities(db: Db, request: ListRequest<HistoryActivityFilters>, of: Of): Promise<HistoryActivityFacts[]> {
  const query = applyFilters(visible(db, request.given, of), request.given, rules(db))
  return paged(query, request, historyActivitySorting, 'activity.id').select(columns)
}

export function countHistoryActivities(db: Db, { given }: ListRequest<HistoryActivityFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, given, of), given, rules(db)), 'activity.id')
}
