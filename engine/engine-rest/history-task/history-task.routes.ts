import type { RestServices } from '../deps.ts'
import { listRoutes, type RestRoute } from '../rest-route.ts'
import { historyTaskFilters, historyTaskSorting } from './history-task-filters.ts'

/** /history/task */
export function historyTaskRoutes({ historyTasks }: RestServices): RestRoute[] {
  return listRoutes({
    path: '/history/task',
    of: 'tasks, open and done',
    filters: historyTaskFilters,
    sortable: Object.keys(historyTaskSorting),
    post: true,
    list: historyTasks.list,
    count: historyTasks.count,
  })
}
