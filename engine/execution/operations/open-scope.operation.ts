import type { Run } from '../run.ts'
import type { Operation } from '../operation.ts'
import { openScopeAt } from '../scope.ts'

/** The execution becomes a scope, and tokens of its own start inside. */
export function openScopeOperation(run: Run, { executionId }: Extract<Operation, { op: 'open-scope' }>): Operation[] {
  const { graph, rows } = run
  const starts = graph.nodes[rows.execution(executionId).nodeId]?.starts ?? []
  return openScopeAt(
    run,
    executionId,
    starts.filter((id) => !graph.nodes[id]?.kind.startsWith('startEvent') || graph.nodes[id].kind === 'startEvent:none'),
  )
}
