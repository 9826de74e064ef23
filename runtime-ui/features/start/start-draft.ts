import type { DraftView } from '../../../engine/tasks/tasks.api.ts'
import { ApiError } from '../../kit/api/api-error.ts'
import { createIntent } from '../../kit/api/intent.ts'
import { request } from '../../kit/api/http.ts'
import type { SaveDraft } from '../../kit/use-autosave.ts'

/** The draft of a start form: made by the first save, replaced by the next, gone when the process has started. */
export function createStartDraft(processKey: string, existing?: DraftView) {
  let draft = existing
  const creation = createIntent()

  const save: SaveDraft = async (data, keepalive) => {
    draft = (draft && (await replace(draft, data, keepalive))) ?? (await creation.post<DraftView>('/api/drafts', { processKey, data }))
    return draft.updatedAt
  }

  /** Undefined when another window saved or removed it meanwhile: this one's words then become a draft of their own. */
  async function replace({ id, rev }: DraftView, data: Record<string, unknown>, keepalive: boolean): Promise<DraftView | undefined> {
    return request<DraftView>('PUT', `/api/drafts/${id}`, { body: { data }, ifMatch: `"${rev}"`, keepalive }).catch((error: unknown) => {
      if (error instanceof ApiError && (error.status === 412 || error.status === 404)) return undefined
      throw error
    })
  }

  /** After the start the draft is a leftover; that it could not be removed is no reason to tell somebody their report failed. */
  async function discard(): Promise<void> {
    if (!draft) return
    await request('DELETE', `/api/drafts/${draft.id}`).catch(() => undefined)
    draft = undefined
  }

  return { save, discard }
}
