import type { DraftView } from '../../../engine/tasks/tasks.api.ts'
import { createIntent } from '../../kit/api/intent.ts'
import { request } from '../../kit/api/http.ts'
import type { SaveDraft } from '../../kit/use-autosave.ts'

/** The draft of a start form: made by the first save, replaced by the next, gone when the process has started. */
export function createStartDraft(processKey: string, existing?: DraftView) {
  let draft = existing
  const creation = createIntent()

  const save: SaveDraft = async (data, keepalive) => {
    draft = draft
      ? await request<DraftView>('PUT', `/api/drafts/${draft.id}`, { body: { processKey, data }, ifMatch: `"${draft.rev}"`, keepalive })
      : await creation.post<DraftView>('/api/drafts', { processKey, data })
    return draft.updatedAt
  }

  /** After the start the draft is a leftover; that it could not be removed is no reason to tell somebody their report failed. */
  async function discard(): Promise<void> {
    if (!draft) return
    await request('DELETE', `/api/drafts/${draft.id}`).catch(() => undefined)
    draft = undefined
  }

  return { save, discard }
}
