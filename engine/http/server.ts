import { createServer, type Server } from 'node:http'
import Koa from 'koa'
import type { Messages } from '../locale.ts'
import type { Log } from '../log.ts'
import type { Authenticate } from './dispatch.ts'
import { errors } from './middleware/errors.ts'
import { requestId } from './middleware/request-id.ts'
import { sameOrigin } from './middleware/same-origin.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import type { Route } from './route.ts'
import { createRouter } from './router.ts'
import { staticFiles } from './static-files.ts'

export type HttpOptions = {
  routes: readonly Route[]
  authenticate: Authenticate
  messages: Messages
  log: Log
  publicUrl: string | undefined
  trustProxy: boolean
  /** Folder of the built runtime UI. */
  uiFolder: string
}

/** The Koa application: what every request passes, in this order. */
export function createHttp(options: HttpOptions): Koa {
  // One proxy is trusted: the address it appended. Those before it are what a client claims.
  const koa = new Koa({ proxy: options.trustProxy, maxIpsCount: 1 })
  koa.on('error', (error) => options.log.warn({ err: error }, 'response not finished'))
  koa.use(requestId)
  koa.use(securityHeaders({ https: options.publicUrl?.startsWith('https:') ?? false }))
  koa.use(errors(options))
  koa.use(sameOrigin(options))
  koa.use(staticFiles(options.uiFolder))
  for (const middleware of createRouter(options.routes, options.authenticate)) koa.use(middleware)
  return koa
}

/** A server whose slow or silent clients are cut off: 15 s for headers, 2 min for a whole request (a photo over a phone line). */
export function createHttpServer(koa: Koa): Server {
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 }, koa.callback())
  server.maxRequestsPerSocket = 10_000
  return server
}
