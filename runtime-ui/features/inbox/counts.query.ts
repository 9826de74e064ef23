import { useQuery } from '@tanstack/vue-query'
import type { TaskCounts } from '../../../engine/tasks/tasks.api.ts'
import { get } from '../../kit/api/http.ts'

/** How many wait in each box. Asked again every minute: work arrives while somebody looks at something else. */
export function useCounts() {
  return useQuery({
    queryKey: ['tasks', 'counts'],
    queryFn: ({ signal }) => get<TaskCounts>('/api/tasks/counts', { signal }),
    refetchInterval: 60_000,
  })
}
