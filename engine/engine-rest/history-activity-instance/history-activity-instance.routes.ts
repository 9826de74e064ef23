import type { RestServices } from '../deps.ts'
import { defineRest, listRoutes, type RestRoute } from '../rest-route.ts'
import { sortedByView } from './history-activity-instance-service.ts'
import { historyActivityFilters, historyActivitySorting } from './history-activity-instance.filters.ts'

/** /history/activity-instance */
export function historyActivityInstanceRoutes({ historyActivities }: RestServices): RestRoute[] {
  return [
    ...listRoutes({
      path: '/history/activity-instance',
      of: 'activities, running and ended',
      filters: historyActivityFilters,
      sortable: [...Object.keys(historyActivitySorting), ...Object.keys(sortedByView)],
      post: true,
      list: historyActivities.list,
      count: historyActivities.count,
    }),
    defineRest({
      method: 'GET',
      path: '/history/activity-instance/:id',
      summary: 'One activity, running or ended',
      handle: async ({ param, actor }) => ({ body: await historyActivities.get(param('id'), actor) }),
    }),
  ]
}
