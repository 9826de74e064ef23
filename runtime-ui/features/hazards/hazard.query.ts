import { useQuery } from '@tanstack/vue-query'
import type { HazardItem, HazardView } from '../../../processes/hazard/self-report/hazards.api.ts'
import { get, queryString } from '../../kit/api/http.ts'
import type { Page } from '../../kit/api/page.ts'

export function useHazard(id: string) {
  return useQuery({ queryKey: ['hazard', id], queryFn: ({ signal }) => get<HazardView>(`/api/hazards/${id}`, { signal }) })
}

/** By the number that a task carries as its business key; undefined when it is not visible to this person. */
export function useHazardByNumber(number: string) {
  return useQuery({ queryKey: ['hazard-by-number', number], queryFn: () => findByNumber(number) })
}

async function findByNumber(number: string): Promise<HazardView | null> {
  const status = 'draft,rectifying,rectified,closed,archived,withdrawn,upgraded,void'
  const found = await get<Page<HazardItem>>(`/api/hazards${queryString({ q: number, status, limit: 5 })}`)
  const hazard = found.items.find((item) => item.number === number)
  return hazard ? get<HazardView>(`/api/hazards/${hazard.id}`) : null
}
