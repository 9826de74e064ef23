import { endActivity } from './activity-end.ts'
import { recallChild } from './call.ts'
import { notifyCancelled } from './notify.ts'
import type { Run } from './run.ts'
import type { ExecutionRow, InstanceRow } from './state.ts'

/** Everything below an execution stops: tasks, listeners, jobs and incidents go; activities are recorded as cancelled. */
export function cancelTree(run: Run, executionId: string): void {
  for (const inner of run.rows.children(executionId)) cancelExecution(run, inner)
}

/** One execution and everything below it. */
export function cancelExecution(run: Run, execution: ExecutionRow): void {
  cancelTree(run, execution.id)
  dropActivity(run, execution)
  run.rows.remove('executions', execution.id)
}

/** What one execution waited for goes with it, and its activity ends as cancelled. */
export function dropActivity(run: Run, execution: ExecutionRow): void {
  notifyCancelled(run, execution)
  const { rows, env } = run
  const tasks = rows.of('tasks', execution.id)
  for (const task of tasks) {
    rows.remove('tasks', task.id)
    const { candidates: _, ...open } = task
    rows.addTaskHistory({ ...open, endedAt: env.now, state: 'cancelled', outcome: null, opinion: null, onBehalfOf: null, submissionId: null })
  }
  recallChild(run, execution)
  dropListeners(run, execution.id)
  endActivity(run, execution, 'cancelled', tasks[0]?.id ?? null)
  endScope(run, execution)
}

/** Subscriptions, jobs and incidents of an execution; those that an incident was about are gone with it. */
export function dropListeners(run: Run, executionId: string): void {
  const { rows } = run
  for (const table of ['subscriptions', 'jobs'] as const) for (const row of rows.of(table, executionId)) rows.remove(table, row.id)
  for (const incident of rows.of('incidents', executionId)) closeIncident(run, incident.id, 'deleted')
}

/** An incident is over: resolved, or gone with what it was about. */
export function closeIncident({ rows, env }: Run, id: string, state: 'resolved' | 'deleted'): void {
  const incident = rows.get('incidents', id)
  if (!incident) return
  rows.remove('incidents', id)
  rows.addIncidentHistory({ ...incident, endedAt: env.now, state })
}

/** An execution's own variables go, and are kept as they were last. */
export function endScope({ rows, env }: Run, { id, instanceId, activityId }: ExecutionRow): void {
  const data = rows.get('scopes', id)
  if (data === undefined) return
  rows.remove('scopes', id)
  if (Object.keys(data).length > 0) rows.addScopeHistory({ id: env.newId(), instanceId, executionId: id, activityId, data, endedAt: env.now })
}

export function cancelInstance(run: Run, ending: Pick<InstanceRow, 'state'> & Partial<InstanceRow>): void {
  const { id } = run.rows.instance
  cancelTree(run, id)
  const root = run.rows.get('executions', id)
  if (root) notifyCancelled(run, root)
  finishInstance(run, ending)
}

/** The root goes; its variables stay where they are, as they were last. */
export function finishInstance(run: Run, ending: Pick<InstanceRow, 'state'> & Partial<InstanceRow>): void {
  const { rows, env } = run
  dropListeners(run, rows.instance.id)
  rows.remove('executions', rows.instance.id)
  rows.updateInstance({ ...ending, endedAt: env.now })
}
