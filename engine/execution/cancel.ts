import type { ProcessGraph } from '../bpmn/graph.ts'
import type { Environment } from './environment.ts'
import type { ExecutionRow } from './state.ts'
import type { Workspace } from './workspace.ts'

/** What stopping needs of a run. */
type Machine = { rows: Workspace; env: Environment; graph: ProcessGraph }

/** Everything below an execution stops: tasks, listeners, jobs and incidents go; activities are recorded as cancelled. */
export function cancelTree(machine: Machine, executionId: string): void {
  for (const inner of machine.rows.children(executionId)) {
    cancelTree(machine, inner.id)
    dropActivity(machine, inner)
    machine.rows.remove('executions', inner.id)
    machine.rows.remove('scopes', inner.id)
  }
}

/** What one execution waited for goes with it, and its activity ends as cancelled. */
export function dropActivity(machine: Machine, execution: ExecutionRow): void {
  const { rows, env } = machine
  for (const task of rows.of('tasks', execution.id)) {
    rows.remove('tasks', task.id)
    const { candidates: _, ...open } = task
    rows.addTaskHistory({ ...open, endedAt: env.now, state: 'cancelled', outcome: null, opinion: null, onBehalfOf: null, submissionId: null })
  }
  dropListeners(machine, execution.id)
  endActivity(machine, execution, 'cancelled')
}

export function dropListeners({ rows }: Machine, executionId: string): void {
  for (const table of ['subscriptions', 'jobs', 'incidents'] as const) {
    for (const row of rows.of(table, executionId)) rows.remove(table, row.id)
  }
}

/** History is written once, when the activity ends. */
export function endActivity({ rows, env, graph }: Machine, execution: ExecutionRow, state: 'completed' | 'cancelled', taskId: string | null = null): void {
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

export function cancelInstance(machine: Machine, state: 'cancelled' | 'completed'): void {
  const root = machine.rows.instance.id
  cancelTree(machine, root)
  finishInstance(machine, state)
}

export function finishInstance(machine: Machine, state: 'cancelled' | 'completed'): void {
  const { rows, env } = machine
  dropListeners(machine, rows.instance.id)
  rows.remove('executions', rows.instance.id)
  rows.remove('scopes', rows.instance.id)
  rows.updateInstance({ state, endedAt: env.now })
}
