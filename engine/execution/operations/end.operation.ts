import { finishInstance } from '../cancel.ts'
import type { Machine } from '../machine.ts'
import { leave, type Operation } from '../operation.ts'

/** A token has ended. The last one of a scope completes it: the sub-process goes on, or the instance is done. */
export function endOperation(machine: Machine, { executionId }: Extract<Operation, { op: 'end' }>): Operation[] {
  const { rows } = machine
  const { parentId } = rows.execution(executionId)
  rows.remove('executions', executionId)
  rows.remove('scopes', executionId)
  if (parentId === null || rows.hasChildren(parentId)) return []
  return completeScope(machine, parentId)
}

export function completeScope(machine: Machine, scopeId: string): Operation[] {
  if (scopeId !== machine.rows.instance.id) return [leave(scopeId)]
  finishInstance(machine, 'completed')
  return []
}
