import { endActivity } from '../activity-end.ts'
import { dropListeners } from '../cancel.ts'
import type { Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import { indexOf } from './loop-state.ts'

/** One instance of a loop is done: its activity ends, and its token with it, in a job of its own where the loop says asyncAfter. Its variables stay until it has been counted. */
export function leaveInstance(run: Run, instance: ExecutionRow, taskId: string | null): Operation[] {
  const loop = run.graph.nodes[instance.nodeId]?.loop
  dropListeners(run, instance.id)
  endActivity(run, instance, 'completed', taskId)
  const data = { inner: true, index: indexOf(instance), ended: instance.activityId }
  const done = run.rows.updateExecution(instance.id, { activityId: null, startedAt: null, kind: 'token', waits: false, data })
  if (loop?.kind === 'multi' && loop.asyncAfter) return putOff(run, done, { phase: 'after', flows: [] })
  return [{ op: 'end', executionId: instance.id }]
}
