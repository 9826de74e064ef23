import { finishInstance } from '../cancel.ts'
import type { Run } from '../run.ts'
import { leave, type Operation } from '../operation.ts'

/** A token has ended. The last one of a scope completes it: the sub-process goes on, or the instance is done. */
export function endOperation(run: Run, { executionId }: Extract<Operation, { op: 'end' }>): Operation[] {
  const { rows } = run
  const { parentId } = rows.execution(executionId)
  rows.remove('executions', executionId)
  rows.remove('scopes', executionId)
  if (parentId === null || rows.hasChildren(parentId)) return []
  return completeScope(run, parentId)
}

export function completeScope(run: Run, scopeId: string): Operation[] {
  if (scopeId !== run.rows.instance.id) return [leave(scopeId)]
  finishInstance(run, 'completed')
  return []
}
