import type { RestServices } from '../deps.ts'
import { listRoutes, operators, type RestRoute } from '../rest-route.ts'
import { historyDetailFilters, historyDetailSorting } from './history-detail.filters.ts'

/** /history/detail: values of forms are among them, so it is for who keeps the installation running. */
export function historyDetailRoutes({ historyDetails }: RestServices): RestRoute[] {
  return listRoutes({
    path: '/history/detail',
    of: 'changes of variables',
    right: operators,
    filters: historyDetailFilters,
    sortable: Object.keys(historyDetailSorting),
    post: true,
    list: historyDetails.list,
    count: historyDetails.count,
  })
}
