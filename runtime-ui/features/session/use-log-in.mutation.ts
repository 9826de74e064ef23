import { useMutation, useQueryClient } from '@tanstack/vue-query'
import type { SessionView } from '../../../engine/identity/identity.api.ts'
import { request } from '../../kit/api/http.ts'
import { randomId } from '../../kit/random-id.ts'
import { sessionQuery } from './session.query.ts'

/** Each try is its own intent: the same wrong password sent twice must be counted twice. */
export function useLogIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { username: string; password: string }) =>
      request<SessionView>('POST', '/api/session', { body, idempotencyKey: randomId(), allowAnonymous: true }),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  })
}
