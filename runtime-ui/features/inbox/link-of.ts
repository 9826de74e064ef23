import type { TaskItem } from '../../../engine/tasks/tasks.api.ts'
import type { ShownBox } from './boxes.ts'

/** Where a row leads: open work to its task, what is done or started to its case, a draft to where it is filled in. */
export function linkOf(box: ShownBox, item: TaskItem): string {
  if (box === 'drafts') return item.taskKey ? `/tasks/${item.taskKey}` : `/drafts/${item.id}`
  return box === 'todo' ? `/tasks/${item.id}` : `/instances/${item.instanceId ?? item.id}`
}
