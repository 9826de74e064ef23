/** What a list of this resource can be restricted by, and sorted by: Camunda's names, and our columns. */
export const deploymentFilters = {
  id: 'text',
  name: 'text',
  nameLike: 'text',
  source: 'text',
  withoutSource: 'flag',
  tenantIdIn: 'texts',
  withoutTenantId: 'flag',
  includeDeploymentsWithoutTenantId: 'flag',
  after: 'instant',
  before: 'instant',
} as const
export type DeploymentFilters = typeof deploymentFilters

export const deploymentSorting = { id: 'deployment.id', name: 'deployment.name', deploymentTime: 'deployment.deployedAt', tenantId: 'deployment.tenant' }
