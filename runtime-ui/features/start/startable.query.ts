import { useQuery } from '@tanstack/vue-query'
import type { StartableProcess } from '../../../engine/tasks/tasks.api.ts'
import { get } from '../../kit/api/http.ts'

export function useStartable() {
  return useQuery({
    queryKey: ['startable'],
    queryFn: ({ signal }) => get<StartableProcess[]>('/api/startable', { signal }),
    staleTime: 5 * 60_000,
  })
}
