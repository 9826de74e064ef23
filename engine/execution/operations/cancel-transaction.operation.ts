import { completedIn, takeCompleted, type Completed } from '../compensation/completed.ts'
import { undo } from '../compensation/undo.ts'
import { TokenFailure } from '../environment.ts'
import { interruptScope } from '../fire.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'

/**
 * A cancel end event was reached: everything else in the transaction stops, what has completed in it is undone, and then the transaction
 * goes on from its cancel boundary event (BPMN 2.0, 10.3.5).
 */
export function cancelTransactionOperation(run: Run, { executionId }: Extract<Operation, { op: 'cancel-transaction' }>): Operation[] {
  const transaction = transactionAround(run, executionId)
  const boundary = run.graph.nodes[transaction?.nodeId ?? '']?.boundary ?? []
  if (!transaction || !boundary.some((id) => run.graph.nodes[id]?.kind === 'boundaryEvent:cancel'))
    throw new TokenFailure('unsupported', `${run.rows.execution(executionId).nodeId}: there is no transaction around it that goes on from a cancel event`)
  const left = [...undoneInside(run, transaction.id), ...takeCompleted(run, transaction.id, 'all')]
  interruptScope(run, transaction.id)
  return undo(run, transaction.id, transaction.nodeId, { left, tells: transaction.id })
}

function transactionAround({ rows, graph }: Run, executionId: string): ExecutionRow | undefined {
  for (let id: string | null = executionId; id !== null; id = rows.execution(id).parentId) {
    const execution = rows.execution(id)
    if (graph.nodes[execution.nodeId]?.type === 'transaction' && execution.data['loop'] === undefined && execution.kind === 'scope') return execution
  }
  return undefined
}

/** What has completed in sub-processes that still run: they stop, and a transaction leaves nothing behind. */
function undoneInside(run: Run, scopeId: string): Completed[] {
  return run.rows.children(scopeId).flatMap(({ id, nodeId }) => {
    const inner = [...undoneInside(run, id), ...completedIn(run, id)]
    return inner.length > 0 ? [{ nodeId, order: 0, variables: run.rows.get('scopes', id) ?? {}, inner, isLoop: true }] : []
  })
}
