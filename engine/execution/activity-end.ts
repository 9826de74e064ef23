import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'

/** History is written once, when the activity ends. */
export function endActivity({ rows, env, graph }: Run, execution: ExecutionRow, state: 'completed' | 'cancelled', taskId: string | null = null): void {
  const node = graph.nodes[execution.nodeId]
  if (execution.activityId === null || !node || execution.parentId === null) return
  const called = execution.data['childId']
  rows.addActivity({
    id: execution.activityId,
    instanceId: execution.instanceId,
    executionId: execution.id,
    parentActivityId: activityAround(rows, execution.parentId),
    nodeId: node.id,
    nodeType: execution.data['loop'] === undefined ? node.type : 'multiInstanceBody',
    nodeName: node.name,
    startedAt: execution.startedAt ?? env.now,
    endedAt: env.now,
    state,
    taskId,
    calledInstanceId: typeof called === 'string' ? called : null,
  })
}

/** The nearest activity around it: the place where a completed one is undone is none. */
function activityAround(rows: Run['rows'], parentId: string): string | null {
  const parent = rows.get('executions', parentId)
  return parent === undefined ? null : (parent.activityId ?? (parent.parentId === null ? null : activityAround(rows, parent.parentId)))
}
