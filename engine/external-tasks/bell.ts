/**
 * Wakes those who wait for new work. Who is about to wait says what he has heard so far, so that nothing that happens between his last
 * look and his waiting is missed.
 */
export function createBell() {
  let rings = 0
  const waiting = new Set<() => void>()

  return {
    heard: () => rings,
    ring(): void {
      rings++
      for (const wake of [...waiting]) wake()
    },
    /** Resolves at the next ring, after `ms`, or when the signal aborts; at once when it has rung since `heard`. */
    wait(heard: number, ms: number, signal: AbortSignal): Promise<void> {
      if (rings !== heard || signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        const timer = setTimeout(wake, ms)
        waiting.add(wake)
        signal.addEventListener('abort', wake)
      })
    },
  }
}
