/** What a list of this resource can be restricted by, and sorted by: Camunda's names, and our columns. */
export const incidentFilters = {
  incidentId: 'text',
  incidentType: 'text',
  incidentMessage: 'text',
  incidentMessageLike: 'text',
  processDefinitionId: 'text',
  processDefinitionKeyIn: 'texts',
  processInstanceId: 'text',
  executionId: 'text',
  incidentTimestampBefore: 'instant',
  incidentTimestampAfter: 'instant',
  activityId: 'text',
  failedActivityId: 'text',
  causeIncidentId: 'text',
  rootCauseIncidentId: 'text',
  configuration: 'text',
  tenantIdIn: 'texts',
} as const
export type IncidentFilters = typeof incidentFilters

export const incidentSorting = {
  incidentId: 'incident.id',
  incidentMessage: 'incident.message',
  incidentTimestamp: 'incident.createdAt',
  incidentType: 'incident.kind',
  executionId: 'incident.executionId',
  activityId: 'incident.nodeId',
  processInstanceId: 'incident.instanceId',
  processDefinitionId: 'instance.definitionId',
  causeIncidentId: 'incident.id',
  rootCauseIncidentId: 'incident.id',
  configuration: 'incident.jobId',
  tenantId: 'definition.tenant',
}
