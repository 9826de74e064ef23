/** What a list of this resource can be restricted by, and sorted by: Camunda's names, and our columns. */
export const subscriptionFilters = {
  eventSubscriptionId: 'text',
  eventType: 'text',
  eventName: 'text',
  executionId: 'text',
  processInstanceId: 'text',
  activityId: 'text',
  tenantIdIn: 'texts',
  withoutTenantId: 'flag',
  includeEventSubscriptionsWithoutTenantId: 'flag',
} as const
export type SubscriptionFilters = typeof subscriptionFilters

export const subscriptionSorting = { created: 's.createdAt', tenantId: 's.tenant' }
