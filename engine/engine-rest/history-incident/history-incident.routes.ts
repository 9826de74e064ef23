import type { RestServices } from '../deps.ts'
import { listRoutes, type RestRoute } from '../rest-route.ts'
import { historyIncidentFilters, historyIncidentSorting } from './history-incident.filters.ts'

/** /history/incident */
export function historyIncidentRoutes({ historyIncidents }: RestServices): RestRoute[] {
  return listRoutes({
    path: '/history/incident',
    of: 'incidents, open and settled',
    filters: historyIncidentFilters,
    sortable: Object.keys(historyIncidentSorting),
    post: true,
    list: historyIncidents.list,
    count: historyIncidents.count,
  })
}
