import { useQuery } from '@tanstack/vue-query'
import type { UnitView } from '../../../engine/identity/identity.api.ts'
import { get } from '../../kit/api/http.ts'

/** The townships of the own district: the list is short and always whole. */
export function useTownships() {
  return useQuery({
    queryKey: ['units', 'township'],
    queryFn: async ({ signal }) => (await get<{ items: UnitView[] }>('/api/units?type=township', { signal })).items,
    staleTime: 5 * 60_000,
  })
}
