import type { Knex } from 'knex'
import type { Actor } from '../../identity/actor.ts'
import { isLike, isOneOf } from '../../identity/usernames.store.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, like, when, type FilterRules } from '../apply-filters.ts'
import { ofTenants } from '../definition-tenant.ts'
import { countOf, paged, type Given, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { whereVariable } from '../variable-filter.ts'
import { isPostgres } from '../variable-rows.ts'
import { historyTaskSorting, type HistoryTaskFilters } from './history-task-filters.ts'

export type HistoryTaskFacts = {
  id: string
  instanceId: string
  executionId: string
  nodeId: string
  name: string
  description: string | null
  assignee: string | null
  owner: string | null
  priority: number
  dueAt: string | null
  followUpAt: string | null
  createdAt: string
  updatedAt: string | null
  endedAt: string | null
  state: 'completed' | 'cancelled' | null
  activityId: string | null
  definitionId: string
  definitionKey: string
  rootId: string
  tenant: string
}

const shared = [
  'id',
  'instanceId',
  'executionId',
  'nodeId',
  'name',
  'description',
  'assignee',
  'owner',
  'priority',
  'dueAt',
  'followUpAt',
  'createdAt',
  'updatedAt',
]
const nothing = (query: Knex.QueryBuilder) => query.whereRaw('1 = 0')

const factRules: FilterRules<HistoryTaskFilters> = {
  taskId: equals('t.id'),
  taskParentTaskId: nothing,
  processInstanceId: equals('t.instanceId'),
  processInstanceBusinessKey: equals('instance.businessKey'),
  processInstanceBusinessKeyIn: among('instance.businessKey'),
  processInstanceBusinessKeyLike: like('instance.businessKey'),
  rootProcessInstanceId: equals('instance.rootId'),
  executionId: equals('t.executionId'),
  activityInstanceIdIn: among('t.activityId'),
  processDefinitionId: equals('instance.definitionId'),
  processDefinitionKey: equals('instance.definitionKey'),
  processDefinitionName: equals('definition.name'),
  taskName: equals('t.name'),
  taskNameLike: like('t.name'),
  taskDescription: equals('t.description'),
  taskDescriptionLike: like('t.description'),
  taskDefinitionKey: equals('t.nodeId'),
  taskDefinitionKeyIn: among('t.nodeId'),
  taskDeleteReason: (query, reason) => query.where('t.state', reason === 'completed' ? 'completed' : reason === 'deleted' ? 'cancelled' : ''),
  assigned: when((query) => query.whereNotNull('t.assignee')),
  unassigned: when((query) => query.whereNull('t.assignee')),
  taskPriority: equals('t.priority'),
  finished: when((query) => query.whereNotNull('t.endedAt')),
  unfinished: when((query) => query.whereNull('t.endedAt')),
  processFinished: when((query) => query.whereNotNull('instance.endedAt')),
  processUnfinished: when((query) => query.whereNull('instance.endedAt')),
  taskDueDate: equals('t.dueAt'),
  taskDueDateBefore: before('t.dueAt'),
  taskDueDateAfter: after('t.dueAt'),
  withoutTaskDueDate: when((query) => query.whereNull('t.dueAt')),
  taskFollowUpDate: equals('t.followUpAt'),
  taskFollowUpDateBefore: before('t.followUpAt'),
  taskFollowUpDateAfter: after('t.followUpAt'),
  startedBefore: before('t.createdAt'),
  startedAfter: after('t.createdAt'),
  finishedBefore: before('t.endedAt'),
  finishedAfter: after('t.endedAt'),
  caseDefinitionId: nothing,
  caseDefinitionKey: nothing,
  caseInstanceId: nothing,
  caseExecutionId: nothing,
  tenantIdIn: ofTenants,
  withoutTenantId: when((query) => query.where('definition.tenant', '')),
}

function rules(db: Db): FilterRules<HistoryTaskFilters> {
  return {
    ...factRules,
    taskAssignee: (query, name) => isOneOf(db, 't.assignee', [name])(query),
    taskAssigneeLike: (query, pattern) => isLike(db, 't.assignee', pattern)(query),
    taskOwner: (query, name) => isOneOf(db, 't.owner', [name])(query),
    taskOwnerLike: (query, pattern) => isLike(db, 't.owner', pattern)(query),
    taskInvolvedUser: (query, name) =>
      query.where((any) => void any.where((one) => void isOneOf(db, 't.assignee', [name])(one)).orWhere((one) => void isOneOf(db, 't.owner', [name])(one))),
    processVariables: (query, conditions) => {
      for (const each of conditions) whereVariable(query, db, 't.instanceId', each)
    },
  }
}

export type Of = { scope: Scope; actor: Actor }

/** Tasks of all times as the table `t`; the open ones have neither end nor state. */
function visible(db: Db, { processInstanceId }: Given<HistoryTaskFilters>, { scope, actor }: Of): Knex.QueryBuilder {
  const nulls = isPostgres(db) ? 'null::varchar as ended_at, null::varchar as state' : 'null as ended_at, null as state'
  const open = db('task as o')
    .leftJoin('execution as e', 'e.id', 'o.executionId')
    .select(...shared.map((name) => `o.${name}`), db.raw(nulls), 'e.activityId')
  const done = db('task_history as o').select(
    ...[...shared, 'endedAt', 'state'].map((name) => `o.${name}`),
    db.raw('(select a.id from activity_history a where a.instance_id = o.instance_id and a.task_id = o.id) as activity_id'),
  )
  if (processInstanceId !== undefined) for (const half of [open, done]) half.where('o.instanceId', processInstanceId)
  const query = db
    .from(db.unionAll([open, done]).as('t'))
    .join('instance', 'instance.id', 't.instanceId')
    .join('definition', 'definition.id', 'instance.definitionId')
  return scope.restrict(actor, query)
}

const columns = [
  ...[...shared, 'endedAt', 'state', 'activityId'].map((name) => `t.${name}`),
  ...['definitionId', 'definitionKey', 'rootId'].map((name) => `instance.${name}`),
  'definition.tenant',
]

export async function listHistoryTasks(db: Db, request: ListRequest<HistoryTaskFilters>, of: Of): Promise<HistoryTaskFacts[]> {
  return paged(applyFilters(visible(db, request.given, of), request.given, rules(db)), request, historyTaskSorting, 't.id').select(columns)
}

export function countHistoryTasks(db: Db, { given }: ListRequest<HistoryTaskFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, given, of), given, rules(db)), 't.id')
}
