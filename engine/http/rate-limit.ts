import type { Clock } from '../clock.ts'
import { appError } from '../errors.ts'

export type RateLimit = {
  /** Throws request.rate_limited { seconds } when this address has used up its failures. */
  check(address: string): void
  countFailure(address: string): void
}

/**
 * Limits failures per address and minute, in this process. Successes are free: a whole town hall may sit behind one address.
 * It slows guessing across many accounts; guessing one account is stopped by its lock.
 */
export function createRateLimit({ clock, perMinute }: { clock: Pick<Clock, 'elapsedMs'>; perMinute: number }): RateLimit {
  const failures = new Map<string, { count: number; endsMs: number }>()

  const windowOf = (address: string) => {
    const found = failures.get(address)
    return found !== undefined && found.endsMs > clock.elapsedMs() ? found : undefined
  }

  return {
    check(address) {
      const current = windowOf(address)
      if (current === undefined || current.count < perMinute) return
      throw appError('request.rate_limited', { seconds: Math.ceil((current.endsMs - clock.elapsedMs()) / 1000) })
    },
    countFailure(address) {
      const current = windowOf(address)
      if (current !== undefined) current.count += 1
      else {
        if (failures.size > 10_000) failures.clear()
        failures.set(address, { count: 1, endsMs: clock.elapsedMs() + 60_000 })
      }
    },
  }
}
