import { cancelTree } from '../cancel.ts'
import type { Run } from '../run.ts'
import type { Operation } from '../operation.ts'
import { completeScope } from './end.operation.ts'

/** A terminate end event was reached: everything else in its scope stops before the next step, then the scope is done. */
export function terminateOperation(run: Run, { scopeId }: Extract<Operation, { op: 'terminate' }>): Operation[] {
  if (!run.rows.get('executions', scopeId)) return []
  cancelTree(run, scopeId)
  return completeScope(run, scopeId)
}
