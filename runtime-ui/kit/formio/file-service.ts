import { isRecord, readError } from '../api/api-error.ts'
import { waitForLogin } from '../api/expired-session.ts'
import { randomId } from '../random-id.ts'
import type { StoredFile } from '../../../processes/hazard/self-report/hazards.api.ts'

type Progress = (event: ProgressEvent) => void

/**
 * Uploads for Form.io's file component, given to it as `options.fileService`. Form.io mixes its own facts into what the
 * server answered, so the answers are kept here and put back when the form's data is read.
 */
export function createFileService(language: () => string, messages: { unreachable: string; failed: string }) {
  const stored = new Map<string, StoredFile>()

  async function uploadFile(...args: unknown[]): Promise<StoredFile> {
    const [, file, name, , progress, , , , , , started, abortable] = args
    if (!(file instanceof Blob)) throw new Error(messages.failed)
    const upload = send(file, typeof name === 'string' ? name : 'file', progress, abortable)
    if (typeof started === 'function') queueMicrotask(() => started())
    const answer = await upload
    stored.set(answer.url, answer)
    return { ...answer }
  }

  function send(file: Blob, name: string, progress: unknown, abortable: unknown): Promise<StoredFile> {
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest()
      const body = new FormData()
      body.append('file', file, file instanceof File ? file.name : name)
      xhr.open('POST', '/api/files')
      xhr.responseType = 'json'
      xhr.setRequestHeader('accept-language', language())
      xhr.setRequestHeader('idempotency-key', randomId())
      if (isProgress(progress)) xhr.upload.onprogress = progress
      if (typeof abortable === 'function') abortable(() => xhr.abort())
      xhr.onload = () => {
        if (xhr.status === 201 && isStoredFile(xhr.response)) return resolve(xhr.response)
        if (xhr.status === 401) return resolve(afterLogin(() => send(file, name, progress, abortable)))
        reject(readError(xhr.status, xhr.response, null).message || messages.failed)
      }
      xhr.onerror = () => reject(messages.unreachable)
      xhr.onabort = () => reject({ type: 'abort' })
      xhr.send(body)
    })
  }

  /** The session ended underneath the upload: it goes on when somebody has logged in again. */
  async function afterLogin(again: () => Promise<StoredFile>): Promise<StoredFile> {
    if (await waitForLogin()) return again()
    throw new Error(messages.failed)
  }

  /** The form's data with every file record exactly as the server gave it. */
  function restore(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(restore)
    if (!isRecord(value)) return value
    if (value.storage === 'url' && typeof value.url === 'string') return stored.get(value.url) ?? withoutHash(value)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restore(inner)]))
  }

  return {
    restore,
    service: {
      uploadFile,
      downloadFile: (file: unknown) => Promise.resolve(file),
      /** Taking a file out of a form removes the mention only: a saved draft may still show it, and the server sweeps. */
      deleteFile: () => Promise.resolve(),
    },
  }
}

function isProgress(value: unknown): value is Progress {
  return typeof value === 'function'
}

function isStoredFile(value: unknown): value is StoredFile {
  return isRecord(value) && value.storage === 'url' && typeof value.url === 'string'
}

function withoutHash(file: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'hash'))
}
