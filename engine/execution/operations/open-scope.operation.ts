import type { Run } from '../run.ts'
import { enter, type Operation } from '../operation.ts'
import { visit } from './visit.ts'

/** The execution becomes a scope, and a token of its own starts inside. */
export function openScopeOperation(run: Run, { executionId }: Extract<Operation, { op: 'open-scope' }>): Operation[] {
  const { rows, env } = run
  const scope = rows.updateExecution(executionId, { kind: 'scope', waits: true })
  const starts = visit(run, scope).node.starts
  return starts.map((start) => {
    const id = env.newId()
    rows.put('executions', id, {
      id,
      instanceId: scope.instanceId,
      parentId: executionId,
      nodeId: start,
      activityId: null,
      startedAt: null,
      kind: 'token',
      waits: false,
      data: {},
    })
    return enter(id, start)
  })
}
