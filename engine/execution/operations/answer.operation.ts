import type { Run } from '../run.ts'
import type { Operation } from '../operation.ts'
import { visit } from '../visit.ts'
import { behaviourOf } from './behaviour-of.ts'

/** The runtime has answered what a behaviour asked for. */
export function answerOperation(run: Run, { executionId, answer }: Extract<Operation, { op: 'answer' }>): Operation[] {
  const execution = run.rows.execution(executionId)
  return behaviourOf(run, execution.nodeId).answer?.(visit(run, execution), answer) ?? []
}
