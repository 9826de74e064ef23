import type { QueryClient } from '@tanstack/vue-query'
import type { Router } from 'vue-router'
import type { TaskItem } from '../../../engine/tasks/tasks.api.ts'
import { get } from '../../kit/api/http.ts'
import type { Page } from '../../kit/api/page.ts'

/** After acting: the next task that is due, or the list when there is none. */
export async function goOn(router: Router, client: QueryClient): Promise<void> {
  await client.invalidateQueries({ refetchType: 'none' })
  void client.invalidateQueries({ queryKey: ['tasks', 'counts'] })
  const next = await get<Page<TaskItem>>('/api/tasks?box=todo&limit=1').catch(() => undefined)
  const task = next?.items[0]
  await router.push(task ? `/tasks/${task.id}` : '/inbox/todo')
}
