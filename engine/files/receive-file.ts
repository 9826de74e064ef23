import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import type { Context } from 'koa'
import { AppError, appError } from '../errors.ts'
import { cleanFileName } from './file-name.ts'

const maxBytes = 10 * 1024 * 1024
// One more of each than is allowed, so that who sends too much is told so.
const limits = { files: 2, fileSize: maxBytes + 1, fields: 10, fieldSize: 1_000, fieldNameSize: 100, parts: 12, headerPairs: 50 }

export type ReceivedFile = { path: string; name: string; declaredType: string }

/**
 * Streams the one file of a multipart request to `path`. Whoever calls must remove it. When this throws, nothing is left there.
 * Errors: request.unsupported_type, request.invalid (malformed, cut off, two files), file.missing (no part `file`), file.too_large.
 */
export function receiveFile(ctx: Context, path: string): Promise<ReceivedFile> {
  if (!ctx.request.is('multipart/form-data')) throw appError('request.unsupported_type', { expected: 'multipart/form-data' })
  const parser = parserOf(ctx)
  let receiving: Promise<ReceivedFile> | undefined

  return new Promise((resolve, reject) => {
    let failed = false
    const fail = (error: unknown) => {
      if (failed) return
      failed = true
      ctx.req.unpipe(parser)
      parser.destroy()
      // Only when the half-written file is gone is the request over.
      const removed = Promise.resolve(receiving).then(
        () => rm(path, { force: true }),
        () => undefined,
      )
      void removed.then(
        () => reject(error),
        () => reject(error),
      )
    }
    let files = 0
    parser.on('file', (field, content, info) => {
      if (field === 'file') files += 1
      if (field !== 'file' || files > 1) return skip(content)
      receiving = store(content, path, { name: cleanFileName(info.filename ?? ''), declaredType: info.mimeType })
      receiving.catch(fail)
    })
    parser.on('error', (cause) => fail(malformed(cause)))
    parser.on('close', () => {
      if (receiving === undefined) fail(appError('file.missing'))
      else if (files > 1) fail(appError('request.invalid', { reason: 'file > 1' }))
      else if (!failed) resolve(receiving)
    })
    ctx.req.on('close', () => {
      if (!ctx.req.complete) parser.destroy(new Error('upload cut off'))
    })
    ctx.req.pipe(parser)
  })
}

/** Reads over a part. That an upload is cut off in the middle of it, the parser itself says. */
function skip(content: Readable): void {
  content.on('error', () => content.destroy())
  content.resume()
}

function parserOf(ctx: Context) {
  try {
    return busboy({ headers: ctx.req.headers, limits, defParamCharset: 'utf8' })
  } catch (cause) {
    throw malformed(cause)
  }
}

async function store(content: Readable & { truncated?: boolean }, path: string, { name, declaredType }: Omit<ReceivedFile, 'path'>): Promise<ReceivedFile> {
  try {
    await pipeline(content, createWriteStream(path, { flags: 'wx', flush: true }))
    if (content.truncated) throw appError('file.too_large', { name, limit: '10 MB' })
    return { path, name, declaredType }
  } catch (error) {
    await rm(path, { force: true })
    throw error instanceof AppError || isFileSystemError(error) ? error : malformed(error)
  }
}

function malformed(cause: unknown): AppError {
  return appError('request.invalid', { reason: 'multipart' }, cause)
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
