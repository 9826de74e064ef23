import { QueryClient } from '@tanstack/vue-query'
import { ApiError } from '../kit/api/api-error.ts'

/** Refusals are not asked again: only what may be different a second later is. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.isUncertain,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
