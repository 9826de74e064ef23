import type { Flush, FlushResult, Storage } from './storage.ts'

type Waiting = { item: Flush; resolve(result: FlushResult): void; reject(error: unknown): void }

/**
 * The commit train: while the few flush connections are busy, waiting commands of different instances gather and go
 * together, up to 16. No timer: an idle node writes at once. A member that fails is reported alone.
 */
export function createTrain(storage: Storage, connections: number, size = 16) {
  const waiting: Waiting[] = []
  let running = 0

  function flush(item: Flush): Promise<FlushResult> {
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      depart()
    })
  }

  function depart(): void {
    while (running < connections && waiting.length > 0) {
      running++
      void travel(waiting.splice(0, size))
    }
  }

  async function travel(members: Waiting[]): Promise<void> {
    try {
      const results = await storage.flushMany(members.map((member) => member.item))
      members.forEach((member, index) => settle(member, results[index] ?? 'conflict'))
    } catch (error) {
      for (const member of members) member.reject(error)
    } finally {
      running--
      depart()
    }
  }

  return { flush }
}

function settle(member: Waiting, result: FlushResult | Error): void {
  if (result instanceof Error) member.reject(result)
  else member.resolve(result)
}
