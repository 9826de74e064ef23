import type { Context, Middleware } from 'koa'
import { appError } from '../../errors.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser says where a state-changing request comes from; only our own pages may send one, since the browser adds the session
 * cookie by itself. Programs send neither header and are let through: they have no cookie that another site could abuse.
 */
export function sameOrigin({ publicUrl }: { publicUrl: string | undefined }): Middleware {
  return async (ctx, next) => {
    if (!safeMethods.has(ctx.method) && !bringsItsOwnCredentials(ctx) && isForeign(ctx, publicUrl))
      throw appError('request.foreign_origin', { origin: ctx.get('Origin').slice(0, 200) })
    await next()
  }
}

/**
 * A program that sends an Authorization header and no cookie, whatever origin it claims (Camunda Modeler sends `file://`). Name and
 * password that a browser has remembered it adds by itself like a cookie; but a browser also says that the request crosses sites.
 */
function bringsItsOwnCredentials(ctx: Context): boolean {
  if (ctx.get('Cookie') !== '') return false
  const scheme = ctx.get('Authorization').split(' ', 1)[0]?.toLowerCase()
  return scheme === 'bearer' || (scheme === 'basic' && !isForeignSite(ctx))
}

function isForeign(ctx: Context, publicUrl: string | undefined): boolean {
  if (isForeignSite(ctx)) return true
  const origin = ctx.get('Origin')
  return origin !== '' && origin !== publicUrl && hostOf(origin) !== ctx.host
}

function isForeignSite(ctx: Context): boolean {
  const site = ctx.get('Sec-Fetch-Site')
  return site !== '' && site !== 'same-origin' && site !== 'none'
}

/** `null` (sandboxed frames, data: pages) has no host and so is foreign. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
