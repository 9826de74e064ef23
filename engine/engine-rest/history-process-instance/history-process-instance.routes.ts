import type { RestServices } from '../deps.ts'
import { defineRest, listRoutes, type RestRoute } from '../rest-route.ts'
import { historyInstanceFilters, historyInstanceSorting } from './history-process-instance.filters.ts'

/** /history/process-instance */
export function historyProcessInstanceRoutes({ historyInstances }: RestServices): RestRoute[] {
  return [
    ...listRoutes({
      path: '/history/process-instance',
      of: 'process instances, running and ended',
      filters: historyInstanceFilters,
      sortable: Object.keys(historyInstanceSorting),
      post: true,
      list: historyInstances.list,
      count: historyInstances.count,
    }),
    defineRest({
      method: 'GET',
      path: '/history/process-instance/:id',
      summary: 'One process instance, running or ended',
      handle: async ({ param, actor }) => ({ body: await historyInstances.get(param('id'), actor) }),
    }),
  ]
}
