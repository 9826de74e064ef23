import { finishInstance } from '../cancel.ts'
import { endScope } from '../cancel.ts'
import { undoNext } from '../compensation/undo.ts'
import { isUndoing } from '../compensation/undoing.ts'
import { tellParent } from '../ended.ts'
import { endInstance } from '../loops/end-instance.ts'
import { isInstance, loopOf } from '../loops/loop-state.ts'
import { finish } from '../loops/open-loop.ts'
import { notify } from '../notify.ts'
import type { Run } from '../run.ts'
import { leave, type Operation } from '../operation.ts'
import { visit } from '../visit.ts'
import { behaviourOf } from './behaviour-of.ts'

/** A token has ended. The last one of a scope completes it: the sub-process goes on, or the instance is done. */
export function endOperation(run: Run, { executionId }: Extract<Operation, { op: 'end' }>): Operation[] {
  const { rows } = run
  const execution = rows.execution(executionId)
  if (isInstance(execution)) return endInstance(run, execution)
  endScope(run, execution)
  rows.remove('executions', executionId)
  return execution.parentId === null ? [] : afterEnd(run, execution.parentId)
}

/** What becomes of a scope when a token inside it has ended. */
export function afterEnd(run: Run, scopeId: string): Operation[] {
  const { rows } = run
  const scope = rows.execution(scopeId)
  if (!rows.hasChildren(scopeId)) return isUndoing(scope) ? undoNext(run, scope) : completeScope(run, scopeId)
  return scope.parentId === null ? [] : (behaviourOf(run, scope.nodeId).ended?.(visit(run, scope)) ?? [])
}

export function completeScope(run: Run, scopeId: string): Operation[] {
  const { rows } = run
  const scope = rows.execution(scopeId)
  if (loopOf(scope)) return [finish(scope)]
  if (scope.parentId !== null) return behaviourOf(run, scope.nodeId).emptied?.(visit(run, scope)) ?? [leave(scopeId)]
  notify(run, scope, 'end')
  finishInstance(run, { state: 'completed' })
  tellParent(run, null)
  return []
}
