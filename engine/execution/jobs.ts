import { asText } from '../bpmn/expressions/juel-values.ts'
import { evaluate } from './evaluate.ts'
import type { Run } from './run.ts'
import type { ExecutionRow, JobRow } from './state.ts'

/** Makes a job of an execution: due now, with the retries and priority of its node. */
export function putJob(run: Run, execution: ExecutionRow, job: Pick<JobRow, 'kind'> & Partial<JobRow>): JobRow {
  const { rows, env } = run
  const nodeId = job.nodeId ?? execution.nodeId
  const row: JobRow = {
    id: env.newId(),
    instanceId: execution.instanceId,
    executionId: execution.id,
    definitionId: rows.instance.definitionId,
    nodeId,
    dueAt: env.now,
    retries: env.retries,
    priority: priorityOf(run, execution, nodeId),
    topic: null,
    tenant: rows.instance.tenant,
    data: {},
    createdAt: env.now,
    ...job,
  }
  rows.put('jobs', row.id, row)
  return row
}

function priorityOf(run: Run, execution: ExecutionRow, nodeId: string): number {
  const expression = run.graph.nodes[nodeId]?.jobPriority ?? run.graph.nodes[run.graph.key]?.jobPriority
  const priority = expression ? Number(asText(evaluate(run, execution.id, expression))) : 0
  return Number.isFinite(priority) ? Math.trunc(priority) : 0
}
