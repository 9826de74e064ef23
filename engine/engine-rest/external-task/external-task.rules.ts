import { after, among, before, equals, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'

export const externalTaskFilters = {
  externalTaskId: 'text',
  externalTaskIdIn: 'texts',
  topicName: 'text',
  workerId: 'text',
  locked: 'flag',
  notLocked: 'flag',
  withRetriesLeft: 'flag',
  noRetriesLeft: 'flag',
  lockExpirationAfter: 'instant',
  lockExpirationBefore: 'instant',
  activityId: 'text',
  activityIdIn: 'texts',
  executionId: 'text',
  processInstanceId: 'text',
  processInstanceIdIn: 'texts',
  processDefinitionId: 'text',
  processDefinitionKey: 'text',
  processDefinitionKeyIn: 'texts',
  processDefinitionName: 'text',
  processDefinitionNameLike: 'text',
  active: 'flag',
  suspended: 'flag',
  priorityHigherThanOrEquals: 'whole',
  priorityLowerThanOrEquals: 'whole',
  tenantIdIn: 'texts',
  withoutTenantId: 'flag',
} as const
export type ExternalTaskFilters = typeof externalTaskFilters

export const externalTaskSorting = {
  id: 'job.id',
  lockExpirationTime: 'job.leaseUntil',
  processInstanceId: 'job.instanceId',
  processDefinitionId: 'job.definitionId',
  processDefinitionKey: 'definition.key',
  taskPriority: 'job.priority',
  createTime: 'job.createdAt',
  tenantId: 'definition.tenant',
}

/** What each filter does to a query that has `job`, `instance`, `execution` and `definition` in it. A lock that has run out is none. */
export function externalTaskRules(now: string): FilterRules<ExternalTaskFilters> {
  return {
    externalTaskId: equals('job.id'),
    externalTaskIdIn: among('job.id'),
    topicName: equals('job.topic'),
    workerId: equals('job.leaseOwner'),
    locked: when((query) => query.where('job.leaseUntil', '>', now)),
    notLocked: when((query) => query.where((any) => void any.whereNull('job.leaseUntil').orWhere('job.leaseUntil', '<=', now))),
    withRetriesLeft: when((query) => query.where('job.retries', '>', 0)),
    noRetriesLeft: when((query) => query.where('job.retries', 0)),
    lockExpirationAfter: after('job.leaseUntil'),
    lockExpirationBefore: before('job.leaseUntil'),
    activityId: equals('job.nodeId'),
    activityIdIn: among('job.nodeId'),
    executionId: equals('job.executionId'),
    processInstanceId: equals('job.instanceId'),
    processInstanceIdIn: among('job.instanceId'),
    processDefinitionId: equals('job.definitionId'),
    processDefinitionKey: equals('definition.key'),
    processDefinitionKeyIn: among('definition.key'),
    processDefinitionName: equals('definition.name'),
    processDefinitionNameLike: (query, pattern) => query.where('definition.name', 'like', pattern),
    active: when((query) => query.whereNull('job.suspendedAt').whereNull('instance.suspendedAt')),
    suspended: when((query) => query.where((any) => void any.whereNotNull('job.suspendedAt').orWhereNotNull('instance.suspendedAt'))),
    priorityHigherThanOrEquals: (query, priority) => query.where('job.priority', '>=', priority),
    priorityLowerThanOrEquals: (query, priority) => query.where('job.priority', '<=', priority),
    tenantIdIn: ofTenants,
    withoutTenantId: when(ofNoTenant),
  }
}
