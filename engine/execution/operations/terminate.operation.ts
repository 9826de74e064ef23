import { cancelTree } from '../cancel.ts'
import type { Machine } from '../machine.ts'
import type { Operation } from '../operation.ts'
import { completeScope } from './end.operation.ts'

/** A terminate end event was reached: everything else in its scope stops before the next step, then the scope is done. */
export function terminateOperation(machine: Machine, { scopeId }: Extract<Operation, { op: 'terminate' }>): Operation[] {
  if (!machine.rows.get('executions', scopeId)) return []
  cancelTree(machine, scopeId)
  return completeScope(machine, scopeId)
}
