import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { request } from '../../kit/api/http.ts'

/** Nothing of one person's data stays in memory for the next one. */
export function useLogOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request('DELETE', '/api/session', { allowAnonymous: true }),
    onSuccess: () => client.clear(),
  })
}
