import { takeCompleted, type Completed } from '../compensation/completed.ts'
import { undo } from '../compensation/undo.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import type { TriggerOf } from '../../bpmn/graph.ts'

/**
 * A compensation event was thrown: what has completed in its scope, or the activities it names, is undone, the last completed first. What
 * still runs, or was undone before, is not. The token waits for it unless waitForCompletion is false (BPMN 2.0, 10.5.5 and 13.5.5).
 */
export function compensateOperation(run: Run, { executionId }: Extract<Operation, { op: 'compensate' }>): Operation[] {
  const { rows, graph } = run
  const execution = rows.execution(executionId)
  const events = (graph.nodes[execution.nodeId]?.events ?? []).filter((event) => event.kind === 'compensate')
  const left = completedFor(run, execution, events)
  const goesOn: Operation = { op: 'resume', executionId, trigger: { kind: 'compensated' } }
  if (left.length === 0 || execution.parentId === null) return [goesOn]
  const waits = events.some(({ wait }) => wait)
  rows.updateExecution(executionId, { waits, data: { ...execution.data, compensates: waits } })
  const undoing = undo(run, execution.parentId, execution.nodeId, { left, tells: waits ? executionId : null })
  return waits ? undoing : [goesOn, ...undoing]
}

function completedFor(run: Run, { parentId }: ExecutionRow, events: TriggerOf<'compensate'>[]): Completed[] {
  const named = events.flatMap(({ activity }) => activity ?? [])
  return scopesOf(run, parentId).flatMap((scope) =>
    takeCompleted(run, scope.id, named.length < events.length || named.includes(scope.nodeId) ? 'all' : new Set(named)),
  )
}

/** The scope of the throwing event; of one inside an event sub-process also the scope around it. */
function scopesOf({ rows, graph }: Run, scopeId: string | null): ExecutionRow[] {
  const scopes: ExecutionRow[] = []
  for (let id = scopeId; id !== null;) {
    const scope = rows.execution(id)
    scopes.push(scope)
    id = graph.nodes[scope.nodeId]?.kind === 'subProcess:event' ? scope.parentId : null
  }
  return scopes
}
