import type { Behaviour } from '../behaviour.ts'
import { leave } from '../operation.ts'
import { firstDue, nextDue } from '../timer.ts'

/** A timer on an activity is a job: a restart between arming and firing loses no deadline. */
export const boundaryTimer: Behaviour = {
  arm({ node, execution, rows, env, evaluate }) {
    if (node.event?.kind !== 'timer') return
    const { dueAt, data } = firstDue(node.event, evaluate(node.event.value), env.now)
    const { tenant, definitionId } = rows.instance
    const id = env.newId()
    rows.put('jobs', id, {
      id,
      instanceId: execution.instanceId,
      executionId: execution.id,
      definitionId,
      nodeId: node.id,
      kind: 'timer',
      dueAt,
      retries: env.retries,
      tenant,
      data,
      createdAt: env.now,
    })
  },
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
