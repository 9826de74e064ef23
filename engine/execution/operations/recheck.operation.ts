import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import { visit } from '../visit.ts'
import { behaviourOf } from './behaviour-of.ts'

/** A join looks whether it still has to wait, and goes on or stays. */
export function recheckOperation(run: Run, { executionId }: Extract<Operation, { op: 'recheck' }>): Operation[] {
  const execution = run.rows.execution(executionId)
  if (execution.data['joins'] !== true) return []
  const next = behaviourOf(run, execution.nodeId).recheck?.(visit(run, execution)) ?? []
  if (next.length === 0 && !execution.waits) run.rows.updateExecution(executionId, { waits: true })
  return next
}
