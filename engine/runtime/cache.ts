import type { InstanceState } from '../execution/state.ts'

/** Instances with more rows than this are read anew each time, so that a cache full of them costs no memory to speak of. */
const maxRows = 100

/**
 * Hot instances of this node. Sound because everything the machine reads changes only with a rev increment: a stale
 * entry can at worst cause a conflict, which evicts it.
 */
export function createInstanceCache(size = 2000) {
  const states = new Map<string, InstanceState>()
  return {
    get: (id: string) => states.get(id),
    drop: (id: string) => states.delete(id),
    keep(state: InstanceState): void {
      const { id, endedAt } = state.instance
      states.delete(id)
      if (endedAt !== null || rowsOf(state) > maxRows) return
      states.set(id, state)
      const [oldest] = states.keys()
      if (states.size > size && oldest !== undefined) states.delete(oldest)
    },
  }
}

function rowsOf({ executions, tasks, jobs, subscriptions }: InstanceState): number {
  return [executions, tasks, jobs, subscriptions].reduce((sum, table) => sum + Object.keys(table).length, 0)
}
