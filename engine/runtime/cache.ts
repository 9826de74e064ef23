import type { InstanceState } from '../execution/state.ts'

/** Rows that one instance, and all together, may have in memory: a large one stays as long as it is worked on, and is loaded anew by whoever comes later. */
const limits = { instance: 100_000, all: 400_000 }

/**
 * Hot instances of this node. Sound because everything the machine reads changes only with a rev increment: a stale
 * entry can at worst cause a conflict, which evicts it.
 */
export function createInstanceCache(size = 2000) {
  const entries = new Map<string, { state: InstanceState; rows: number }>()
  let all = 0

  function drop(id: string): void {
    all -= entries.get(id)?.rows ?? 0
    entries.delete(id)
  }

  return {
    get: (id: string) => entries.get(id)?.state,
    drop,
    /** `growth`: by how many rows it has grown since it was taken from here, so that a large instance is not counted each time. */
    keep({ state, growth }: { state: InstanceState; growth: number }): void {
      const { id, endedAt } = state.instance
      const before = entries.get(id)
      const rows = before ? before.rows + growth : rowsOf(state)
      drop(id)
      if (endedAt !== null || rows > limits.instance || size === 0) return
      entries.set(id, { state, rows })
      all += rows
      for (const oldest of entries.keys()) {
        if (oldest === id || (entries.size <= size && all <= limits.all)) break
        drop(oldest)
      }
    },
  }
}

function rowsOf({ executions, tasks, jobs, subscriptions }: InstanceState): number {
  return [executions, tasks, jobs, subscriptions].reduce((sum, table) => sum + Object.keys(table).length, 0)
}
