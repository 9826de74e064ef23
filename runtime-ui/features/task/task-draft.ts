import { request } from '../../kit/api/http.ts'
import { now } from '../../kit/clock.ts'
import { randomId } from '../../kit/random-id.ts'
import type { SaveDraft } from '../../kit/use-autosave.ts'

/** Saves what is filled in so far with the task. Each save has a key of its own: a later one replaces an earlier one. */
export function taskDraft(taskId: string): SaveDraft {
  return async (data, keepalive) => {
    const saved = await request<{ updatedAt?: string } | null>('POST', `/api/tasks/${taskId}/save-draft`, {
      body: { data },
      idempotencyKey: randomId(),
      keepalive,
    })
    return saved?.updatedAt ?? now().toISOString()
  }
}
