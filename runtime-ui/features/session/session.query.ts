import { queryOptions, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { SessionView } from '../../../engine/identity/identity.api.ts'
import { get } from '../../kit/api/http.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => get<SessionView>('/api/session', { allowAnonymous: true }),
  staleTime: 5 * 60_000,
})

/** Who is logged in, and what they may see. */
export function useSession() {
  const query = useQuery(sessionQuery)
  const session = computed(() => query.data.value)
  const may = (permission: string, level: 'view' | 'operate' = 'view') => {
    const held = session.value?.permissions[permission]
    return held === 'operate' || held === level
  }
  return { ...query, session, may }
}
