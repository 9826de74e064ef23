import { notifyTask } from './notify.ts'
import type { Operation } from './operation.ts'
import type { Run } from './run.ts'
import type { TaskRow } from './state.ts'

/** What people may change of an open task by hand. */
export type TaskPatch = Partial<
  Pick<TaskRow, 'name' | 'assignee' | 'owner' | 'description' | 'delegationState' | 'candidates' | 'priority' | 'dueAt' | 'followUpAt' | 'updatedAt'>
>

/** A task changes and stays open. Its listeners hear of it, as in Camunda: `update`, and `assignment` when somebody else gets it. */
export function updateTask(run: Run, { taskId, patch }: { taskId: string; patch: TaskPatch }): Operation[] {
  const { rows } = run
  const task = rows.get('tasks', taskId)
  if (!task) return []
  const changed = { ...task, ...patch }
  rows.put('tasks', taskId, changed)
  notifyTask(run, changed, 'update')
  if (typeof patch.assignee === 'string' && patch.assignee !== task.assignee) notifyTask(run, changed, 'assignment')
  return []
}
