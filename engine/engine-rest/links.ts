import type { Context } from 'koa'

/** The one link that Camunda adds to what was just made. */
export function selfLink(ctx: Context, path: string): { method: string; href: string; rel: string }[] {
  return [{ method: 'GET', href: `${ctx.protocol}://${ctx.host}/engine-rest${path}`, rel: 'self' }]
}
