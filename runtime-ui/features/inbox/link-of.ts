import type { TaskItem } from '../../../engine/tasks/tasks.api.ts'
import type { ShownBox } from './boxes.ts'

/** Where a row leads. A started process leads to its instance, shown by the page of its task's case. */
export function linkOf(box: ShownBox, item: TaskItem): string {
  if (box === 'drafts') return item.instanceId ? `/tasks/${item.id}` : `/drafts/${item.id}`
  if (box === 'started') return `/instances/${item.instanceId ?? item.id}`
  return `/tasks/${item.id}`
}
