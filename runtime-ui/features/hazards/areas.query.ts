import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { UnitView } from '../../../engine/identity/identity.api.ts'
import { get, queryString } from '../../kit/api/http.ts'
import { isRecord } from '../../kit/api/api-error.ts'

/** Units of one kind. The answer is a list or a page of one, depending on the length of the list. */
export function useUnits(type: 'township' | 'village', parent?: () => string | undefined) {
  return useQuery({
    queryKey: ['units', type, parent ?? null],
    queryFn: ({ signal }) => loadUnits(type, parent?.(), signal),
    enabled: computed(() => !parent || Boolean(parent())),
    staleTime: 5 * 60_000,
  })
}

async function loadUnits(type: string, parent: string | undefined, signal: AbortSignal): Promise<UnitView[]> {
  const answer = await get<UnitView[] | { items: UnitView[] }>(`/api/units${queryString({ type, parent })}`, { signal })
  return isRecord(answer) ? answer.items : answer
}
