/** What the list can be looked through by, and sorted by. */
export const historyDecisionFilters = {
  decisionInstanceId: 'text',
  decisionInstanceIdIn: 'texts',
  decisionDefinitionId: 'text',
  decisionDefinitionIdIn: 'texts',
  decisionDefinitionKey: 'text',
  decisionDefinitionKeyIn: 'texts',
  decisionDefinitionName: 'text',
  decisionDefinitionNameLike: 'text',
  processDefinitionId: 'text',
  processDefinitionKey: 'text',
  processInstanceId: 'text',
  caseDefinitionId: 'text',
  caseDefinitionKey: 'text',
  caseInstanceId: 'text',
  activityIdIn: 'texts',
  activityInstanceIdIn: 'texts',
  evaluatedBefore: 'instant',
  evaluatedAfter: 'instant',
  rootDecisionInstancesOnly: 'flag',
  tenantIdIn: 'texts',
  withoutTenantId: 'flag',
} as const
export type HistoryDecisionFilters = typeof historyDecisionFilters

export const historyDecisionSorting = { evaluationTime: 'd.evaluatedAt', tenantId: 'decision_definition.tenant' }
