/** What a list of this resource can be restricted by, and sorted by: Camunda's names, and our columns. */
export const instanceFilters = {
  processInstanceIds: 'texts',
  businessKey: 'text',
  businessKeyLike: 'text',
  processDefinitionId: 'text',
  processDefinitionKey: 'text',
  processDefinitionKeyIn: 'texts',
  processDefinitionKeyNotIn: 'texts',
  deploymentId: 'text',
  superProcessInstance: 'text',
  subProcessInstance: 'text',
  active: 'flag',
  suspended: 'flag',
  withIncident: 'flag',
  incidentId: 'text',
  incidentType: 'text',
  incidentMessage: 'text',
  incidentMessageLike: 'text',
  tenantIdIn: 'texts',
  withoutTenantId: 'flag',
  processDefinitionWithoutTenantId: 'flag',
  activityIdIn: 'texts',
  rootProcessInstances: 'flag',
  leafProcessInstances: 'flag',
  variables: 'conditions',
  variableNamesIgnoreCase: 'flag',
  variableValuesIgnoreCase: 'flag',
  orQueries: 'queries',
} as const
export type InstanceFilters = typeof instanceFilters

export const instanceSorting = {
  instanceId: 'instance.id',
  definitionKey: 'instance.definitionKey',
  definitionId: 'instance.definitionId',
  tenantId: 'definition.tenant',
  businessKey: 'instance.businessKey',
}
