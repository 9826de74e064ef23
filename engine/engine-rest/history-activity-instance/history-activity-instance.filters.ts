/** What the list can be looked through by, and sorted by. */
export const historyActivityFilters = {
  activityInstanceId: 'text',
  activityInstanceIdIn: 'texts',
  processInstanceId: 'text',
  processInstanceIdIn: 'texts',
  processDefinitionId: 'text',
  executionId: 'text',
  activityId: 'text',
  activityIdIn: 'texts',
  activityName: 'text',
  activityNameLike: 'text',
  activityType: 'text',
  taskAssignee: 'text',
  finished: 'flag',
  unfinished: 'flag',
  canceled: 'flag',
  completeScope: 'flag',
  startedBefore: 'instant',
  startedAfter: 'instant',
  finishedBefore: 'instant',
  finishedAfter: 'instant',
  tenantIdIn: 'texts',
  withoutTenantId: 'flag',
} as const
export type HistoryActivityFilters = typeof historyActivityFilters

export const historyActivitySorting = {
  activityInstanceId: 'activity.id',
  instanceId: 'activity.instanceId',
  executionId: 'activity.executionId',
  activityId: 'activity.nodeId',
  startTime: 'activity.startedAt',
  endTime: 'activity.endedAt',
  /** Ids are made in the order in which activities begin. */
  occurrence: 'activity.id',
  definitionId: 'instance.definitionId',
  tenantId: 'definition.tenant',
}
