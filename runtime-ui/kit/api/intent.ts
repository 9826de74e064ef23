import { randomId } from '../random-id.ts'
import { ApiError } from './api-error.ts'
import { request } from './http.ts'

/** Sends a POST as often as needed with the effect of one. */
export type Intent = { post<Reply>(path: string, body?: unknown): Promise<Reply> }

/**
 * What a person means by one click. After a lost connection the same content goes out with the same Idempotency-Key,
 * so pressing again never reports a hazard twice; a changed content, or an answer, begins a new intent.
 */
export function createIntent(): Intent {
  let open: { content: string; key: string } | undefined
  return {
    async post<Reply>(path: string, body: unknown = {}): Promise<Reply> {
      const content = `${path} ${JSON.stringify(body)}`
      if (open?.content !== content) open = { content, key: randomId() }
      try {
        const reply = await request<Reply>('POST', path, { body, idempotencyKey: open.key })
        open = undefined
        return reply
      } catch (error) {
        if (!(error instanceof ApiError) || !error.isUncertain) open = undefined
        throw error
      }
    },
  }
}
