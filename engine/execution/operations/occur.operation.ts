import type { Run } from '../run.ts'
import { leave, type Operation } from '../operation.ts'

/** The token is at an event that has happened already, behind an event-based gateway or as the start of the instance: it is one activity that begins and ends now. */
export function occurOperation({ rows, env }: Run, { executionId, nodeId }: Extract<Operation, { op: 'occur' }>): Operation[] {
  rows.updateExecution(executionId, { nodeId, kind: 'token', waits: false, activityId: env.newId(), startedAt: env.now })
  return [leave(executionId)]
}
