import { armTimer } from '../arm-timer.ts'
import type { Behaviour } from '../behaviour.ts'
import { leave } from '../operation.ts'
import { nextDue } from '../timer.ts'

/** Waits for its time. A cycle lets a token go at each firing, and goes itself with the last. */
export const catchTimer: Behaviour = {
  enter(visit) {
    armTimer(visit)
    visit.rows.updateExecution(visit.execution.id, { waits: true })
    return []
  },
  resume({ execution, rows, env }, trigger) {
    if (trigger.kind !== 'timer') return []
    const job = rows.get('jobs', trigger.jobId)
    const next = job && nextDue(job, env.now)
    rows.remove('jobs', trigger.jobId)
    if (!job || !next) return [leave(execution.id)]
    const [jobId, tokenId] = [env.newId(), env.newId()]
    rows.put('jobs', jobId, { ...job, ...next, id: jobId, createdAt: env.now })
    rows.put('executions', tokenId, { ...execution, id: tokenId, activityId: env.newId(), waits: false })
    return [leave(tokenId)]
  },
}
