import { begin, prepare } from '../begin.ts'
import type { Run } from '../run.ts'
import { leave, type Operation } from '../operation.ts'
import { retyped } from '../values.ts'

/** The token is at an event that has happened already, behind an event-based gateway or as the start of the instance: it is one activity that begins and ends now. */
export function occurOperation(run: Run, { executionId, nodeId, local = {} }: Extract<Operation, { op: 'occur' }>): Operation[] {
  const { rows } = run
  rows.updateExecution(executionId, { nodeId, activityId: null })
  rows.setVariables(executionId, retyped(local), { local: true })
  const execution = begin(run, rows.execution(executionId))
  return [...prepare(run, execution, { boundary: false }), leave(executionId)]
}
