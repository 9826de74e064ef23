import type { Run } from './run.ts'
import type { Operation } from './operation.ts'
import type { ExecutionRow } from './state.ts'

/** Where the token goes on: into the node it stands before, or along the flows it has chosen. */
type Continuation = { phase: 'before' } | { phase: 'after'; flows: string[] }

/** camunda:asyncBefore/asyncAfter: the step ends here and a job goes on from here in a transaction of its own. */
export function putOff({ rows, env }: Run, execution: ExecutionRow, data: Continuation): Operation[] {
  const { id, tenant, definitionId } = rows.instance
  const job = {
    id: env.newId(),
    instanceId: id,
    executionId: execution.id,
    definitionId,
    nodeId: execution.nodeId,
    kind: 'async' as const,
    dueAt: env.now,
    retries: env.retries,
    tenant,
    data,
    createdAt: env.now,
  }
  rows.put('jobs', job.id, job)
  rows.updateExecution(execution.id, { waits: true })
  return []
}
