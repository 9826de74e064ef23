import { useQuery } from '@tanstack/vue-query'
import type { HazardItem } from '../../../processes/hazard/self-report/hazards.api.ts'
import { get, queryString } from '../../kit/api/http.ts'
import type { Page } from '../../kit/api/page.ts'

/** What is counted of an enterprise's hazards, each with the filter that lists exactly these. */
export const hazardCounts: { key: string; filter: Record<string, string> }[] = [
  { key: 'all', filter: {} },
  { key: 'rectifying', filter: { status: 'rectifying' } },
  { key: 'overdue', filter: { overdue: 'true' } },
  { key: 'major', filter: { level: 'major' } },
]

/** The totals of these lists: the same answer that the list gives, so the numbers cannot differ. */
export function useHazardCounts(enterprise: string) {
  return useQuery({
    queryKey: ['hazards', 'counts', enterprise],
    queryFn: ({ signal }) =>
      Promise.all(
        hazardCounts.map(async ({ key, filter }) => {
          const { total } = await get<Page<HazardItem>>(`/api/hazards${queryString({ enterprise, ...filter, limit: 1 })}`, { signal })
          return { key, total, to: { path: '/hazards', query: { enterprise, ...filter } } }
        }),
      ),
  })
}
