import helmet from 'helmet'
import type { Middleware } from 'koa'
import { isForPrograms } from '../surfaces.ts'

/**
 * Headers of every answer. Scripts only from our own files: no inline, no eval. Styles may be inline because Element Plus and
 * Form.io set style attributes. Strict-Transport-Security only when the installation is reached by https: on a plain intranet
 * address it would lock people out.
 */
export function securityHeaders({ https }: { https: boolean }): Middleware {
  const helmetHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    referrerPolicy: { policy: 'same-origin' },
  })
  return async (ctx, next) => {
    await new Promise<void>((resolve, reject) => helmetHeaders(ctx.req, ctx.res, (error?: unknown) => (error ? reject(error) : resolve())))
    // What a person's rights decide must not stay in a shared browser's cache.
    if (isForPrograms(ctx.path)) ctx.set('Cache-Control', 'no-store')
    ctx.set('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=(), payment=()')
    await next()
  }
}
