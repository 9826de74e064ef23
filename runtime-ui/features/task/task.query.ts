import { useQuery } from '@tanstack/vue-query'
import type { TaskFormView, TaskView } from '../../../engine/tasks/tasks.api.ts'
import { get } from '../../kit/api/http.ts'

export function useTask(id: string) {
  return useQuery({ queryKey: ['task', id], queryFn: ({ signal }) => get<TaskView>(`/api/tasks/${id}`, { signal }) })
}

/** Not asked again by itself: a form that changes under somebody's hands loses what they wrote. */
export function useTaskForm(id: string) {
  return useQuery({
    queryKey: ['task-form', id],
    queryFn: ({ signal }) => get<TaskFormView>(`/api/tasks/${id}/form`, { signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}
