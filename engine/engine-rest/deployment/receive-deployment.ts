import type { Readable } from 'node:stream'
import busboy from 'busboy'
import type { Context } from 'koa'
import { appError } from '../../errors.ts'
import type { Resource } from '../../deployments/deployer.ts'

/** Of one file. A model may have 1 MB: one that has ten is still read, so that it is refused in the words of the linter. */
const maxFile = 16 * 1024 * 1024
const maxTotal = 32 * 1024 * 1024
const limits = { files: 200, fileSize: maxFile + 1, fields: 50, fieldSize: 10_000, parts: 250, headerPairs: 50 }

const fieldNames = /^(deployment-(name|source|activation-time)|enable-duplicate-filtering|deploy-changed-only|tenant-id|valueType)$/

export type Received = { fields: Record<string, string>; resources: Resource[] }

/**
 * Reads a multipart deployment into memory: parts with a file name are its files, whatever they are called; parts without are fields.
 * Errors: request.unsupported_type, request.invalid (malformed, cut off), file.too_large.
 */
export function receiveDeployment(ctx: Context): Promise<Received> {
  if (!ctx.request.is('multipart/form-data')) throw appError('request.unsupported_type', { expected: 'multipart/form-data' })
  const parser = parserOf(ctx)
  const fields: Record<string, string> = {}
  const files: Promise<Resource & { field: string }>[] = []
  const budget = { left: maxTotal }
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      ctx.req.unpipe(parser)
      parser.destroy()
      reject(error)
    }
    parser.on('field', (name, value) => (fields[name] = value))
    parser.on('file', (field, content, { filename }) => {
      const file = read(content, filename ?? field, budget).then((resource) => ({ ...resource, field }))
      file.catch(fail)
      files.push(file)
    })
    parser.on('error', (cause) => fail(malformed(cause)))
    parser.on('close', () => void Promise.all(files).then((parts) => resolve(sorted(fields, parts)), reject))
    ctx.req.on('close', () => {
      if (!ctx.req.complete) parser.destroy(new Error('cut off'))
    })
    ctx.req.pipe(parser)
  })
}

/** Some clients send a field as a part with a file name; its own name says that it is none. */
function sorted(fields: Record<string, string>, parts: (Resource & { field: string })[]): Received {
  const isField = ({ field }: { field: string }) => fieldNames.test(field)
  const more = parts.filter(isField).map(({ field, content }): [string, string] => [field, content.toString('utf8')])
  return {
    fields: { ...fields, ...Object.fromEntries(more) },
    resources: parts.filter((part) => !isField(part)).map(({ name, content }) => ({ name, content })),
  }
}

function parserOf(ctx: Context) {
  try {
    return busboy({ headers: ctx.req.headers, limits, defParamCharset: 'utf8', preservePath: true })
  } catch (cause) {
    throw malformed(cause)
  }
}

async function read(content: Readable & { truncated?: boolean }, name: string, budget: { left: number }): Promise<Resource> {
  const chunks: Buffer[] = []
  for await (const chunk of content) {
    const bytes = Buffer.from(chunk)
    budget.left -= bytes.length
    if (budget.left < 0) throw appError('file.too_large', { name, limit: '32 MB' })
    chunks.push(bytes)
  }
  if (content.truncated) throw appError('file.too_large', { name, limit: '16 MB' })
  return { name, content: Buffer.concat(chunks) }
}

function malformed(cause: unknown) {
  return appError('request.invalid', { reason: 'multipart' }, cause)
}
