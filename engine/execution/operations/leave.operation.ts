import { dropListeners, endActivity } from '../cancel.ts'
import type { Machine } from '../machine.ts'
import { end, type Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import { visit } from './visit.ts'

/** An element is done: outputs are mapped, its listeners go, history is written, and the token takes the outgoing flows. */
export function leaveOperation(machine: Machine, { executionId, flows, resumed }: Extract<Operation, { op: 'leave' }>): Operation[] {
  const { rows } = machine
  const execution = rows.execution(executionId)
  const here = visit(machine, execution)
  if (here.node.asyncAfter && !resumed) return putOff(machine, execution, 'after')
  mapOutputs(machine, executionId)
  dropListeners(machine, executionId)
  rows.remove('scopes', executionId)
  const taskId = execution.data['taskId']
  endActivity(machine, execution, 'completed', typeof taskId === 'string' ? taskId : null)
  rows.updateExecution(executionId, { activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
  const chosen = flows ?? here.node.outgoing
  return chosen.length === 0 ? [end(executionId)] : [{ op: 'take', executionId, flows: chosen }]
}

function mapOutputs(machine: Machine, executionId: string): void {
  const { rows } = machine
  const execution = rows.execution(executionId)
  const here = visit(machine, execution)
  const values = here.node.outputs.map((output) => [output.name, here.evaluate(output.value)] as const)
  for (const [name, value] of values) rows.setVariable(execution.parentId ?? executionId, name, value)
}
