import type { Run } from './run.ts'
import type { ExecutionRow, JobRow, OutboxKind } from './state.ts'

/** An effect on another instance: a job that is done after the commit and that this instance never sees again. */
export function outboxJob({ rows, env }: Run, execution: Pick<ExecutionRow, 'id' | 'nodeId'>, kind: OutboxKind, data: Record<string, unknown>): JobRow {
  const { id: instanceId, definitionId, tenant } = rows.instance
  const job = { id: env.newId(), instanceId, executionId: execution.id, definitionId, nodeId: execution.nodeId, kind, dueAt: env.now, retries: env.retries }
  return { ...job, priority: 0, topic: null, tenant, data, createdAt: env.now }
}

/** A call activity is cancelled: what it has called stops, and what it has not yet called is not. */
export function recallChild(run: Run, execution: ExecutionRow): void {
  const { childId, startJobId, childEnded } = execution.data
  if (typeof childId !== 'string' || childEnded === true) return
  if (typeof startJobId === 'string') run.rows.unsend(startJobId)
  run.rows.send(outboxJob(run, execution, 'cancel-child', { childId }))
}
