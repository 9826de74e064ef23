import type { Context, Middleware } from 'koa'
import { appError } from '../../errors.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser says where a state-changing request comes from; only our own pages may send one, since the browser adds the session
 * cookie by itself. Programs send neither header and are let through: they have no cookie that another site could abuse.
 */
export function sameOrigin({ publicUrl }: { publicUrl: string | undefined }): Middleware {
  return async (ctx, next) => {
    if (!safeMethods.has(ctx.method) && isForeign(ctx, publicUrl)) throw appError('request.foreign_origin', { origin: ctx.get('Origin').slice(0, 200) })
    await next()
  }
}

function isForeign(ctx: Context, publicUrl: string | undefined): boolean {
  const site = ctx.get('Sec-Fetch-Site')
  if (site !== '' && site !== 'same-origin' && site !== 'none') return true
  const origin = ctx.get('Origin')
  return origin !== '' && origin !== publicUrl && hostOf(origin) !== ctx.host
}

/** `null` (sandboxed frames, data: pages) has no host and so is foreign. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
