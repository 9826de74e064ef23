import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'

/** Everything below an execution stops: tasks, listeners, jobs and incidents go; activities are recorded as cancelled. */
export function cancelTree(run: Run, executionId: string): void {
  for (const inner of run.rows.children(executionId)) {
    cancelTree(run, inner.id)
    dropActivity(run, inner)
    run.rows.remove('executions', inner.id)
    run.rows.remove('scopes', inner.id)
  }
}

/** What one execution waited for goes with it, and its activity ends as cancelled. */
export function dropActivity(run: Run, execution: ExecutionRow): void {
  const { rows, env } = run
  for (const task of rows.of('tasks', execution.id)) {
    rows.remove('tasks', task.id)
    const { candidates: _, ...open } = task
    rows.addTaskHistory({ ...open, endedAt: env.now, state: 'cancelled', outcome: null, opinion: null, onBehalfOf: null, submissionId: null })
  }
  dropListeners(run, execution.id)
  endActivity(run, execution, 'cancelled')
}

export function dropListeners({ rows }: Run, executionId: string): void {
  for (const table of ['subscriptions', 'jobs', 'incidents'] as const) {
    for (const row of rows.of(table, executionId)) rows.remove(table, row.id)
  }
}

/** History is written once, when the activity ends. */
export function endActivity({ rows, env, graph }: Run, execution: ExecutionRow, state: 'completed' | 'cancelled', taskId: string | null = null): void {
  const node = graph.nodes[execution.nodeId]
  if (execution.activityId === null || !node || execution.parentId === null) return
  rows.addActivity({
    id: execution.activityId,
    instanceId: execution.instanceId,
    executionId: execution.id,
    parentActivityId: rows.get('executions', execution.parentId)?.activityId ?? null,
    nodeId: node.id,
    nodeType: node.type,
    nodeName: node.name,
    startedAt: execution.startedAt ?? env.now,
    endedAt: env.now,
    state,
    taskId,
  })
}

export function cancelInstance(run: Run, state: 'cancelled' | 'completed'): void {
  const root = run.rows.instance.id
  cancelTree(run, root)
  finishInstance(run, state)
}

export function finishInstance(run: Run, state: 'cancelled' | 'completed'): void {
  const { rows, env } = run
  dropListeners(run, rows.instance.id)
  rows.remove('executions', rows.instance.id)
  rows.remove('scopes', rows.instance.id)
  rows.updateInstance({ state, endedAt: env.now })
}
