/** What a list of this resource can be restricted by, and sorted by: Camunda's names, and our columns. */
export const executionFilters = {
  businessKey: 'text',
  processDefinitionId: 'text',
  processDefinitionKey: 'text',
  processInstanceId: 'text',
  activityId: 'text',
  signalEventSubscriptionName: 'text',
  messageEventSubscriptionName: 'text',
  active: 'flag',
  suspended: 'flag',
  incidentId: 'text',
  incidentType: 'text',
  incidentMessage: 'text',
  incidentMessageLike: 'text',
  tenantIdIn: 'texts',
  withoutTenantId: 'flag',
  variables: 'conditions',
  processVariables: 'conditions',
  variableNamesIgnoreCase: 'flag',
  variableValuesIgnoreCase: 'flag',
} as const
export type ExecutionFilters = typeof executionFilters

export const executionSorting = {
  instanceId: 'execution.instanceId',
  definitionKey: 'instance.definitionKey',
  definitionId: 'instance.definitionId',
  tenantId: 'definition.tenant',
}
