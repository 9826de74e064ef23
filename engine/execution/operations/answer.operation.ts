import type { Machine } from '../machine.ts'
import type { Operation } from '../operation.ts'
import { behaviourOf, visit } from './visit.ts'

/** The runtime has answered what a behaviour asked for. */
export function answerOperation(machine: Machine, { executionId, answer }: Extract<Operation, { op: 'answer' }>): Operation[] {
  const execution = machine.rows.execution(executionId)
  return behaviourOf(machine, execution.nodeId).answer?.(visit(machine, execution), answer) ?? []
}
