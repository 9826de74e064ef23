import { ApiError } from './api/api-error.ts'

/** The sentence a person reads. The server says it in their language; without a server, or without a sentence, we do. */
export function describeError(error: unknown, t: (key: string) => string): string {
  if (error instanceof ApiError) {
    if (error.message) return error.message
    return error.code === 'network.unreachable' ? t('errors.unreachable') : t('errors.unknown')
  }
  return t('errors.unknown')
}
