import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import type { HazardsByArea } from '../../../processes/hazard/self-report/hazards.api.ts'
import { get, queryString } from '../../kit/api/http.ts'

export function useHazardsByArea(params: Ref<{ period: string; area: string }>) {
  return useQuery({
    queryKey: ['hazards-by-area', params],
    queryFn: ({ signal }) => get<HazardsByArea>(`/api/statistics/hazards-by-area${queryString(params.value)}`, { signal }),
    placeholderData: keepPreviousData,
  })
}
