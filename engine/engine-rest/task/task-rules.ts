import type { Knex } from 'knex'
import { isLike, isOneOf } from '../../identity/usernames.store.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, like, notAmong, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'
import { badRequest } from '../errors.ts'
import { readFilters, type Given } from '../lists.ts'
import { whereVariable } from '../variable-filter.ts'
import { whereCandidate, whereCandidateLike, whereCandidateUser, whereHasCandidates } from './candidates.ts'
import { expressionFilters, taskFilters, type TaskFilters } from './task-filters.ts'

/** Nothing here belongs to a case of CMMN, and no task to another task. */
const nothing = (query: Knex.QueryBuilder) => query.whereRaw('1 = 0')

/** Names and descriptions compare without regard to capitals, as in Camunda. */
const sameText = (column: string, sign: string) => (query: Knex.QueryBuilder, text: string) => query.whereRaw(`lower(??) ${sign} lower(?)`, [column, text])

/** What each filter does to a query that has `task`, `instance` and `definition` in it. */
export function taskRules(db: Db, given: Given<TaskFilters>): FilterRules<TaskFilters> {
  return { ...expressionRules, ...placeRules, ...peopleRules(db, given), ...factRules, ...variableRules(db, given) }
}

const placeRules: FilterRules<TaskFilters> = {
  taskId: equals('task.id'),
  taskIdIn: among('task.id'),
  parentTaskId: nothing,
  processInstanceId: equals('task.instanceId'),
  processInstanceIdIn: among('task.instanceId'),
  processInstanceBusinessKey: equals('instance.businessKey'),
  processInstanceBusinessKeyIn: among('instance.businessKey'),
  processInstanceBusinessKeyLike: like('instance.businessKey'),
  processDefinitionId: equals('instance.definitionId'),
  processDefinitionKey: equals('instance.definitionKey'),
  processDefinitionKeyIn: among('instance.definitionKey'),
  processDefinitionName: equals('definition.name'),
  processDefinitionNameLike: like('definition.name'),
  executionId: equals('task.executionId'),
  activityInstanceIdIn: (query, ids) =>
    query.whereIn('task.executionId', (inner) => inner.from('execution').whereIn('execution.activityId', ids).select('execution.id')),
  caseInstanceId: nothing,
  caseInstanceBusinessKey: nothing,
  caseDefinitionId: nothing,
  caseDefinitionKey: nothing,
  caseExecutionId: nothing,
  tenantIdIn: ofTenants,
  withoutTenantId: when(ofNoTenant),
}

function peopleRules(db: Db, { includeAssignedTasks: assigned }: Given<TaskFilters>): FilterRules<TaskFilters> {
  const candidates = (which: { people: boolean; has: boolean }) => when((query) => whereHasCandidates(db, query, which, { assigned }))
  return {
    assignee: (query, name) => isOneOf(db, 'task.assignee', [name])(query),
    assigneeLike: (query, pattern) => isLike(db, 'task.assignee', pattern)(query),
    assigneeIn: (query, names) => isOneOf(db, 'task.assignee', names)(query),
    assigneeNotIn: (query, names) => query.whereNotNull('task.assignee').whereNot((inner) => void isOneOf(db, 'task.assignee', names)(inner)),
    assigned: when((query) => query.whereNotNull('task.assignee')),
    unassigned: when((query) => query.whereNull('task.assignee')),
    owner: (query, name) => isOneOf(db, 'task.owner', [name])(query),
    involvedUser: (query, name) =>
      query.where((any) => {
        any.where((one) => void isOneOf(db, 'task.assignee', [name])(one)).orWhere((one) => void isOneOf(db, 'task.owner', [name])(one))
        any.orWhere((one) => whereCandidateUser(db, one, name, { assigned: true }))
      }),
    candidateUser: (query, name) => whereCandidateUser(db, query, name, { assigned }),
    candidateGroup: (query, group) => whereCandidate(db, query, [group], { assigned }),
    candidateGroupLike: (query, pattern) => whereCandidateLike(db, query, pattern, { assigned }),
    candidateGroups: (query, groups) => whereCandidate(db, query, groups, { assigned }),
    withCandidateGroups: candidates({ people: false, has: true }),
    withoutCandidateGroups: candidates({ people: false, has: false }),
    withCandidateUsers: candidates({ people: true, has: true }),
    withoutCandidateUsers: candidates({ people: true, has: false }),
  }
}

const factRules: FilterRules<TaskFilters> = {
  taskDefinitionKey: equals('task.nodeId'),
  taskDefinitionKeyIn: among('task.nodeId'),
  taskDefinitionKeyNotIn: notAmong('task.nodeId'),
  taskDefinitionKeyLike: like('task.nodeId'),
  name: sameText('task.name', '='),
  nameNotEqual: sameText('task.name', '<>'),
  nameLike: sameText('task.name', 'like'),
  nameNotLike: sameText('task.name', 'not like'),
  description: sameText('task.description', '='),
  descriptionLike: sameText('task.description', 'like'),
  priority: equals('task.priority'),
  minPriority: (query, priority) => query.where('task.priority', '>=', priority),
  maxPriority: (query, priority) => query.where('task.priority', '<=', priority),
  dueDate: equals('task.dueAt'),
  dueAfter: after('task.dueAt'),
  dueBefore: before('task.dueAt'),
  withoutDueDate: when((query) => query.whereNull('task.dueAt')),
  followUpDate: equals('task.followUpAt'),
  followUpAfter: after('task.followUpAt'),
  followUpBefore: before('task.followUpAt'),
  followUpBeforeOrNotExistent: (query, instant) => query.where((any) => void any.whereNull('task.followUpAt').orWhere('task.followUpAt', '<', instant)),
  createdOn: equals('task.createdAt'),
  createdAfter: after('task.createdAt'),
  createdBefore: before('task.createdAt'),
  updatedAfter: (query, instant) => query.whereRaw('coalesce(??, ??) > ?', ['task.updatedAt', 'task.createdAt', instant]),
  delegationState: (query, state) => query.where('task.delegationState', state.toUpperCase()),
  active: when((query) => query.whereNull('instance.suspendedAt')),
  suspended: when((query) => query.whereNotNull('instance.suspendedAt')),
}

function variableRules(db: Db, given: Given<TaskFilters>): FilterRules<TaskFilters> {
  const ignoring = { ignoreNames: given.variableNamesIgnoreCase, ignoreValues: given.variableValuesIgnoreCase }
  return {
    taskVariables: (query, conditions) => {
      for (const each of conditions) whereVariable(query, db, 'task.executionId', { ...each, ...ignoring })
    },
    processVariables: (query, conditions) => {
      for (const each of conditions) whereVariable(query, db, 'task.instanceId', { ...each, ...ignoring })
    },
    caseInstanceVariables: nothing,
    orQueries: (query, queries) => {
      for (const each of queries) anyOf(db, query, readFilters(taskFilters, each))
    },
  }
}

/** One or-query: any of its filters is enough. */
function anyOf(db: Db, query: Knex.QueryBuilder, given: Given<TaskFilters>): void {
  query.where((any) => {
    for (const [name, value] of Object.entries(given))
      if (!modifiers.has(name)) any.orWhere((one) => void applyFilters(one, { [name]: value }, taskRules(db, given)))
  })
}

/** They change what other filters mean and restrict nothing themselves. */
const modifiers = new Set(['includeAssignedTasks', 'variableNamesIgnoreCase', 'variableValuesIgnoreCase'])

const refused = (): never => {
  throw badRequest('BadUserRequestException', 'Expressions are forbidden in adhoc queries. This behavior can be toggled in the process engine configuration')
}
/** What a query evaluates is not for its sender to choose. */
const expressionRules = Object.fromEntries(Object.keys(expressionFilters).map((name) => [name, refused]))
