import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { InstanceView } from '../../../engine/instances/instances.api.ts'
import { get } from '../../kit/api/http.ts'

export function useInstance(id: () => string | null | undefined) {
  return useQuery({
    queryKey: ['instance', id],
    queryFn: ({ signal }) => get<InstanceView>(`/api/instances/${id()}`, { signal }),
    enabled: computed(() => Boolean(id())),
  })
}
