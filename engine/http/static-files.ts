import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, Middleware } from 'koa'
import { isForPrograms } from './surfaces.ts'

type StaticFile = { bytes: Buffer; gzipped: Buffer | undefined; type: string; etag: string; mtimeMs: number }

/** What may follow the root of a page address without being a page: other surfaces answer for themselves. */
const notPages = /^\/(admin|healthz|readyz|metrics)(\/|$)/

/**
 * Serves a built UI from one folder. An address without a file that a browser navigates to gets index.html, because the UI
 * routes in the browser. Files under assets/ carry a hash in their name and never change.
 */
export function staticFiles(folder: string): Middleware {
  const load = createLoader(folder)
  return async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || isForPrograms(ctx.path) || notPages.test(ctx.path)) return next()
    const file = (await load(ctx.path)) ?? (isNavigation(ctx) ? await load('/index.html') : undefined)
    if (file === undefined) return next()
    send(ctx, file)
  }
}

function isNavigation(ctx: Context): boolean {
  return extname(ctx.path) === '' && ctx.get('Accept').includes('text/html')
}

function send(ctx: Context, { bytes, gzipped, type, etag }: StaticFile): void {
  ctx.type = type
  ctx.set('ETag', etag)
  ctx.set('Cache-Control', ctx.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  ctx.vary('Accept-Encoding')
  ctx.status = 200
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  const compressed = gzipped !== undefined && ctx.acceptsEncodings('gzip', 'identity') === 'gzip'
  if (compressed) ctx.set('Content-Encoding', 'gzip')
  ctx.body = compressed ? gzipped : bytes
}

const compressible = new Set(['.html', '.js', '.css', '.json', '.svg', '.map', '.txt', '.webmanifest'])

/** Reads and compresses each file once; a file that changed on disk (a new build) is read again. */
function createLoader(folder: string): (path: string) => Promise<StaticFile | undefined> {
  const root = normalize(folder + sep)
  const loaded = new Map<string, StaticFile>()
  return async (path) => {
    const file = join(root, normalize(decodeURIComponent(path === '/' ? '/index.html' : path)))
    if (!file.startsWith(root) || file.includes('\0')) return undefined
    const info = await stat(file).catch(() => undefined)
    if (!info?.isFile()) return undefined
    const known = loaded.get(file)
    if (known?.mtimeMs === info.mtimeMs) return known
    const fresh = await read(file, info.mtimeMs)
    loaded.set(file, fresh)
    return fresh
  }
}

async function read(file: string, mtimeMs: number): Promise<StaticFile> {
  const bytes = await readFile(file)
  const gzipped = compressible.has(extname(file)) && bytes.length > 1000 ? await promisify(gzip)(bytes) : undefined
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { bytes, gzipped, type: extname(file), etag, mtimeMs }
}
