/** One at a time per key: commands of one instance on one node wait for each other instead of failing on each other. */
export function createQueues() {
  const tails = new Map<string, Promise<unknown>>()
  return async function enqueue<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = tails.get(key) ?? Promise.resolve()
    const result = before.then(work, work)
    const tail = result.catch(() => undefined)
    tails.set(key, tail)
    try {
      return await result
    } finally {
      if (tails.get(key) === tail) tails.delete(key)
    }
  }
}
