/** What a receiver that is no longer there answers. */
export function isGone(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'message.unmatched' || code === 'instance.unknown' || code === 'instance.ended'
}
