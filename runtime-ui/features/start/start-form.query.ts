import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { StartFormView } from '../../../engine/tasks/tasks.api.ts'
import { get } from '../../kit/api/http.ts'

/** Never asked again by itself: a form that changes under somebody's hands loses what they wrote. */
export function useStartForm(key: () => string | undefined) {
  return useQuery({
    queryKey: ['start-form', key],
    queryFn: ({ signal }) => get<StartFormView>(`/api/processes/${encodeURIComponent(key() ?? '')}/start-form`, { signal }),
    enabled: computed(() => key() !== undefined),
    staleTime: Infinity,
    gcTime: 0,
  })
}
