import type { RestServices } from '../deps.ts'
import { listRoutes, type RestRoute } from '../rest-route.ts'
import { subscriptionFilters, subscriptionSorting } from './event-subscription.filters.ts'

/** /event-subscription */
export function eventSubscriptionRoutes({ subscriptions }: RestServices): RestRoute[] {
  return listRoutes({
    path: '/event-subscription',
    of: 'what instances and definitions wait for',
    filters: subscriptionFilters,
    sortable: Object.keys(subscriptionSorting),
    post: false,
    list: subscriptions.list,
    count: subscriptions.count,
  })
}
