import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'

/** A new token inside a scope, standing before a node. */
export function newToken({ rows, env }: Run, parentId: string, nodeId: string, data: Record<string, unknown> = {}): ExecutionRow {
  const id = env.newId()
  const instanceId = rows.instance.id
  const token: ExecutionRow = { id, instanceId, parentId, nodeId, activityId: null, startedAt: null, kind: 'token', waits: false, data }
  rows.put('executions', id, token)
  return token
}
