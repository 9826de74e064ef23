/** What the list can be looked through by, and sorted by. */
export const historyDetailFilters = {
  processInstanceId: 'text',
  processInstanceIdIn: 'texts',
  executionId: 'text',
  variableNameIn: 'texts',
  occurredBefore: 'instant',
  occurredAfter: 'instant',
  variableUpdates: 'flag',
  formFields: 'flag',
  tenantIdIn: 'texts',
} as const
export type HistoryDetailFilters = typeof historyDetailFilters

export const historyDetailSorting = { processInstanceId: 'd.instanceId', variableName: 'd.name', time: 'd.at', tenantId: 'definition.tenant' }
