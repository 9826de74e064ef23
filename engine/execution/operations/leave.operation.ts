import { dropListeners, endActivity } from '../cancel.ts'
import { chooseFlows } from '../condition.ts'
import type { Run } from '../run.ts'
import { goOn, type Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import { visit } from './visit.ts'

/**
 * An element is done: outputs are mapped, its listeners go, history is written, and the token takes the outgoing flows.
 * Flows belong to the enclosing scope, so their conditions see the outputs and no longer the element's own variables.
 */
export function leaveOperation(run: Run, { executionId, flows }: Extract<Operation, { op: 'leave' }>): Operation[] {
  const { rows } = run
  mapOutputs(run, executionId)
  rows.remove('scopes', executionId)
  const execution = rows.execution(executionId)
  const here = visit(run, execution)
  const chosen = flows ?? chooseFlows(here)
  dropListeners(run, executionId)
  const taskId = execution.data['taskId']
  endActivity(run, execution, 'completed', typeof taskId === 'string' ? taskId : null)
  const done = rows.updateExecution(executionId, { activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
  return here.node.asyncAfter ? putOff(run, done, { phase: 'after', flows: chosen }) : [goOn(executionId, chosen)]
}

/** One after the other, as in Camunda: a later parameter sees an earlier one. */
function mapOutputs(run: Run, executionId: string): void {
  const { rows } = run
  const execution = rows.execution(executionId)
  const here = visit(run, execution)
  for (const output of here.node.outputs) rows.setVariable(execution.parentId ?? executionId, output.name, here.evaluate(output.value))
}
