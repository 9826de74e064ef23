import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import type { RouterContext } from '@koa/router'
import { z } from 'zod'
import { appError } from '../errors.ts'
import { can } from '../identity/access.ts'
import type { Actor } from '../identity/actor.ts'
import { readBody, type Body } from './body.ts'
import type { Language } from '../locale.ts'
import { checkJsonShape } from './json-shape.ts'
import { languageOf } from './language.ts'
import { parseRequest } from './parse-request.ts'
import type { Reply, Right, Route, RouteRequest } from './route.ts'

/** Who sends this request: from the session cookie, undefined without one. Throws session.required for a credential that is not valid. */
export type Authenticate = (ctx: Context) => Promise<Actor | undefined>

/** The one way into a route: may this person call it at all, is what was sent well-formed, then the handler. */
export async function dispatch(route: Route, ctx: RouterContext, authenticate: Authenticate): Promise<void> {
  const actor = await authenticate(ctx)
  checkRight(route.right, actor)
  const reply = await route.handle(await requestOf(route, ctx, actor))
  if (!route.raw || reply.body !== undefined) send(ctx, reply)
}

function checkRight(right: Right, actor: Actor | undefined): void {
  if (right === 'public') return
  if (actor === undefined) throw appError('session.required')
  if (right !== 'session' && !can(actor, right.module, right.level)) throw appError('access.denied', right)
}

async function requestOf(route: Route, ctx: RouterContext, actor: Actor | undefined): Promise<RouteRequest<never, never, never>> {
  checkJsonShape([ctx.params, ctx.query])
  const sent = route.raw || ctx.method === 'GET' || ctx.method === 'HEAD' ? undefined : await readBody(ctx)
  return {
    ...parsed(route, { params: ctx.params, query: ctx.query, body: sent?.value }, languageOf(ctx)),
    language: languageOf(ctx),
    idempotency: idempotencyOf(ctx, actor, sent),
    ifMatch: ifMatchOf(ctx),
    ctx,
    get actor() {
      if (actor === undefined) throw appError('session.required')
      return actor
    },
  }
}

function parsed(route: Route, given: { params: unknown; query: unknown; body: unknown }, language: Language) {
  const part = (schema: z.ZodType<never> | undefined, value: unknown) => parseRequest(schema ?? nothing, schema ? value : {}, language)
  return { params: part(route.params, given.params), query: part(route.query, known(route.query, given.query)), body: part(route.body, given.body) }
}

/** A parameter that a list does not know must not be ignored: its answer would look as if it had been heard. */
function known(schema: z.ZodType<never> | undefined, query: unknown): unknown {
  const allowed = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const unknown = schema instanceof z.ZodObject ? Object.keys(Object(query)).filter((name) => !allowed.includes(name)) : []
  if (unknown.length > 0) throw appError('request.unknown_parameter', { names: unknown })
  return query
}

/** A route that declares no schema gets an empty object: unparsed input never reaches a handler. */
const nothing = z.custom<never>(() => true)

/** `*` asks for any version, which is what a request without the header asks for too. */
function ifMatchOf(ctx: Context): string | undefined {
  const given = ctx.get('If-Match')
  return given === '' || given === '*' ? undefined : given
}

/** The key of one person and one address; another person who sends the same key means something else. */
function idempotencyOf(ctx: Context, actor: Actor | undefined, sent: Body | undefined): RouteRequest['idempotency'] {
  const key = ctx.get('Idempotency-Key')
  if (key === '' || ctx.method === 'GET' || ctx.method === 'HEAD') return undefined
  if (key.length > 200) throw appError('request.invalid', { fields: [{ path: 'Idempotency-Key', message: '≤ 200' }] })
  const scope = createHash('sha256')
    .update(JSON.stringify([actor?.userId ?? '', ctx.method, ctx.path]))
    .digest('hex')
  return { scope, key, bodyHash: sent?.hash ?? '' }
}

function send(ctx: Context, { status, body, headers = {} }: Reply): void {
  ctx.set(headers)
  ctx.status = status ?? (body === undefined ? 204 : 200)
  if (body !== undefined) ctx.body = body
}
