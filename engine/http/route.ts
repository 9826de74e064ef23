import type { Context } from 'koa'
import type { z } from 'zod'
import type { Actor, Level } from '../identity/actor.ts'

/** Who may call a route at all. Data scope is applied inside, by the one function in identity/access.ts. */
export type Right = 'public' | 'session' | { module: string; level: Level }

export const view = (module: string): Right => ({ module, level: 'view' })
export const operate = (module: string): Right => ({ module, level: 'operate' })

/** `status` defaults to 200; a body of undefined is 204. */
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> }

export type RouteRequest<P = unknown, Q = unknown, B = unknown> = {
  params: P
  query: Q
  body: B
  /** On public routes without a session this getter throws session.required. */
  actor: Actor
  language: 'zh-CN' | 'en'
  /** Present when the client sent Idempotency-Key. `scope` is user, method and path; `bodyHash` is of the raw body; empty on `raw` routes, whose handler reads it. */
  idempotency: { scope: string; key: string; bodyHash: string } | undefined
  ifMatch: string | undefined
  /** For uploads, downloads and streams only. */
  ctx: Context
}

export type Route<P = never, Q = never, B = never> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Koa-router path: `/api/tasks/:id/claim`. */
  path: string
  right: Right
  summary: string
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  body?: z.ZodType<B>
  /** `stream` leaves request and response to the handler (uploads, server-sent events). */
  raw?: boolean
  handle(request: RouteRequest<P, Q, B>): Promise<Reply>
}

/** @example defineRoute({ method: 'GET', path: '/api/units', right: 'session', summary: 'Units of the district', handle: async ({ actor }) => ({ body: … }) }) */
export function defineRoute<P, Q, B>(route: Route<P, Q, B>): Route {
  // A list of routes holds handlers of different inputs; the HTTP layer parses with the route's own schemas before calling.
  return route as unknown as Route
}
