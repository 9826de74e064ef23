import { cancelTree } from '../cancel.ts'
import { loopOf } from '../loops/loop-state.ts'
import { leave, type Operation } from '../operation.ts'
import type { Run } from '../run.ts'

/** A loop is done: instances that still run are cancelled before their next step, and the activity as a whole goes on (BPMN 2.0, 13.3.7). */
export function finishLoopOperation(run: Run, { executionId, activityId }: Extract<Operation, { op: 'finish-loop' }>): Operation[] {
  const body = run.rows.execution(executionId)
  const loop = loopOf(body)
  if (!loop || loop.done || body.activityId !== activityId) return []
  cancelTree(run, executionId)
  run.rows.updateExecution(executionId, { data: { ...body.data, loop: { ...loop, items: null, done: true } } })
  return [leave(executionId)]
}
