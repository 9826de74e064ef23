import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import { appError } from '../errors.ts'
import { checkJsonShape } from './json-shape.ts'

const maxBytes = 1_048_576

/** The parsed JSON and the SHA-256 of the bytes that were sent. */
export type Body = { value: unknown; hash: string }

/**
 * Reads a JSON body of at most 1 MB. No body at all is `{}`: actions without fields need none.
 * Errors: request.too_large, request.unsupported_type (anything but JSON), request.invalid (malformed, too deep, too many keys).
 */
export async function readBody(ctx: Context): Promise<Body> {
  if (ctx.get('Content-Encoding') !== '') throw appError('request.unsupported_type', { expected: 'application/json' })
  if ((ctx.request.length ?? 0) > maxBytes) throw appError('request.too_large', { limit: '1 MB' })
  const bytes = await readBytes(ctx)
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (bytes.length === 0) return { value: {}, hash }
  if (!ctx.request.is('json')) throw appError('request.unsupported_type', { expected: 'application/json' })
  return { value: parse(bytes), hash }
}

async function readBytes(ctx: Context): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of ctx.req.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > maxBytes) throw appError('request.too_large', { limit: '1 MB' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parse(bytes: Buffer): unknown {
  const value = parseJson(bytes)
  checkJsonShape(value)
  return value
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw appError('request.invalid', { reason: 'JSON' }, cause)
  }
}
