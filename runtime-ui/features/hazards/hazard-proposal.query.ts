import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { HazardProposal } from '../../../processes/hazard/self-report/hazards.api.ts'
import { get, queryString } from '../../kit/api/http.ts'

/** What the rules of the district are asked with: texts as the report has them so far. */
export type Reported = { category: string; foundOn: string; rectifyMode: string; basis: string }

/** Undefined until a report says enough to be proposed something: what it is about, and on which day it was found. */
export function reportedOf(data: Record<string, unknown>): Reported | undefined {
  const text = (key: string) => (typeof data[key] === 'string' ? data[key].trim() : '')
  const [category, foundOn] = [text('category'), text('foundOn')]
  return category && isWholeDay(foundOn) ? { category, foundOn, rectifyMode: text('rectifyMode'), basis: text('basis') } : undefined
}

/** A year that is being typed is 0002 before it is 2026. */
function isWholeDay(text: string): boolean {
  return /^2\d{3}-\d\d-\d\d$/.test(text)
}

/** The proposal for a report; while the next one is on its way the last one is shown (isPlaceholderData), so that nothing jumps. */
export function useHazardProposal(reported: Readonly<Ref<Reported | undefined>>) {
  return useQuery({
    queryKey: computed(() => ['hazard-proposal', reported.value]),
    queryFn: ({ signal }) => get<HazardProposal>(`/api/hazards/proposal${queryString({ ...reported.value })}`, { signal }),
    enabled: computed(() => reported.value !== undefined),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
