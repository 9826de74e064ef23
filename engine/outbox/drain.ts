import { AsyncLocalStorage } from 'node:async_hooks'
import type { LeasedJob } from '../jobs/jobs.store.ts'
import type { SentJob } from '../runtime/flush.ts'

/** How deep effects of effects are followed before the answer, and for how long; what is left is done by the job worker. */
const limits = { depth: 20, ms: 1000 }

export type DrainDeps = {
  elapsedMs(): number
  runNow(job: LeasedJob): Promise<void>
  /** Gives jobs back that were not done: any node may take them now. */
  release(ids: string[]): Promise<void>
}

/** Does a step's effects on other instances at once, one after the other, so that what a person does next finds them done. */
export function createDrain({ elapsedMs, runNow, release }: DrainDeps) {
  const under = new AsyncLocalStorage<{ depth: number; until: number }>()

  return async function drain(sent: SentJob[]): Promise<void> {
    if (sent.length === 0) return
    const outer = under.getStore()
    const { depth, until } = outer ? { ...outer, depth: outer.depth + 1 } : { depth: 1, until: elapsedMs() + limits.ms }
    const left = [...sent]
    while (left.length > 0 && depth <= limits.depth && elapsedMs() < until) {
      const job = left.shift()
      if (job) await under.run({ depth, until }, () => runNow({ ...job, error: null }))
    }
    if (left.length > 0) await release(left.map(({ id }) => id))
  }
}
