import { armTimer } from '../arm-timer.ts'
import type { Behaviour } from '../behaviour.ts'
import { leave } from '../operation.ts'
import { nextDue } from '../timer.ts'

/** A timer on an activity: armed with it, gone with it. A cycle that does not interrupt is armed anew after each firing. */
export const boundaryTimer: Behaviour = {
  arm: armTimer,
  rearm({ rows, env }, trigger) {
    if (trigger.kind !== 'timer') return
    const job = rows.get('jobs', trigger.jobId)
    rows.remove('jobs', trigger.jobId)
    const next = job && nextDue(job, env.now)
    if (!job || !next) return
    const id = env.newId()
    rows.put('jobs', id, { ...job, ...next, id, createdAt: env.now })
  },
  enter: ({ execution }) => [leave(execution.id)],
}
