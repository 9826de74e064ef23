import { dropListeners, endActivity } from '../cancel.ts'
import { chooseFlows } from '../condition.ts'
import type { Machine } from '../machine.ts'
import { goOn, type Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import { visit } from './visit.ts'

/**
 * An element is done: outputs are mapped, its listeners go, history is written, and the token takes the outgoing flows.
 * Flows belong to the enclosing scope, so their conditions see the outputs and no longer the element's own variables.
 */
export function leaveOperation(machine: Machine, { executionId, flows }: Extract<Operation, { op: 'leave' }>): Operation[] {
  const { rows } = machine
  mapOutputs(machine, executionId)
  rows.remove('scopes', executionId)
  const execution = rows.execution(executionId)
  const here = visit(machine, execution)
  const chosen = flows ?? chooseFlows(here)
  dropListeners(machine, executionId)
  const taskId = execution.data['taskId']
  endActivity(machine, execution, 'completed', typeof taskId === 'string' ? taskId : null)
  const done = rows.updateExecution(executionId, { activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
  return here.node.asyncAfter ? putOff(machine, done, { phase: 'after', flows: chosen }) : [goOn(executionId, chosen)]
}

/** One after the other, as in Camunda: a later parameter sees an earlier one. */
function mapOutputs(machine: Machine, executionId: string): void {
  const { rows } = machine
  const execution = rows.execution(executionId)
  const here = visit(machine, execution)
  for (const output of here.node.outputs) rows.setVariable(execution.parentId ?? executionId, output.name, here.evaluate(output.value))
}
