import type { Context } from 'koa'
import { z } from 'zod'
import { defineRoute, operate, view, type Reply, type Right, type Route } from '../http/route.ts'
import type { Actor } from '../identity/actor.ts'
import { fieldErrors } from '../http/parse-request.ts'
import { invalidRequest } from './errors.ts'
import { restLanguage, type Language } from './language.ts'
import { readList, type Filters, type ListRequest } from './lists.ts'
import type { Kind } from './query-values.ts'

/** Everyone who is logged in; what he gets is decided by what he may see. */
export const anyone: Right = 'session'
/** 运维-查看 and 运维-操作: looking behind, and moving tokens, variables, messages, jobs and deployments by hand. */
export const operators: Right = view('operations')
export const operating: Right = operate('operations')

export type RestRequest<B = unknown> = {
  /** A part of the path by name. */
  param(name: string): string
  /** As sent; what a route does not know is ignored, as in Camunda. */
  query: Record<string, unknown>
  body: B
  actor: Actor
  language: Language
  ctx: Context
}

/** One call of the Camunda-compatible surface, and what its description says of it. */
export type RestRoute<B = never> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /engine-rest: `/process-instance/:id`. */
  path: string
  right?: Right
  summary: string
  /** Query parameters by name. */
  query?: Filters
  body?: z.ZodType<B>
  /** The handler reads the body itself (multipart). */
  raw?: boolean
  handle(request: RestRequest<B>): Promise<Reply>
}

export function defineRest<B = unknown>(route: RestRoute<B>): RestRoute {
  // A list holds handlers of different bodies; `mount` parses with the route's own schema before calling.
  return route as unknown as RestRoute
}

/** Each call is there twice: also under the name of the one engine there is. */
const prefixes = ['/engine-rest', '/engine-rest/engine/default']

export function mount(routes: readonly RestRoute[]): Route[] {
  return prefixes.flatMap((prefix) => routes.map((route) => mounted(prefix, route)))
}

function mounted(prefix: string, route: RestRoute): Route {
  const { method, path, right = anyone, summary, raw } = route
  return defineRoute({
    method,
    path: prefix + path,
    right,
    summary,
    ...(raw && { raw }),
    ...(!raw && method !== 'GET' && { body: z.unknown() }),
    handle: async ({ ctx, actor, body }) => {
      const params: Record<string, unknown> = ctx.params
      const reply = await route.handle({
        param: (name) => String(params[name] ?? ''),
        query: { ...ctx.query },
        body: raw ? nothing(undefined) : parsed(route.body, body),
        actor,
        language: restLanguage(ctx),
        ctx,
      })
      return asJson(reply)
    },
  })
}

/** Camunda's own clients compare the type of the answer word for word: JSON is sent without a charset, which it has no use for. */
function asJson(reply: Reply): Reply {
  const isJson = typeof reply.body === 'object' && reply.body !== null && !Buffer.isBuffer(reply.body)
  return isJson ? { ...reply, headers: { 'Content-Type': 'application/json', ...reply.headers } } : reply
}

const nothing = (value: unknown) => z.custom<never>(() => true).parse(value)

/** @throws InvalidRequestException that names the fields */
function parsed(schema: z.ZodType<never> | undefined, body: unknown): never {
  if (schema === undefined) return nothing(body)
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const problems = fieldErrors(result.error).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  throw invalidRequest(`The request body is not valid: ${problems.join('; ')}`)
}

export type Resource<F extends Filters> = {
  /** `/process-instance`; lists are there, counts below it at `/count`. */
  path: string
  /** `process instances`, for descriptions. */
  of: string
  right?: Right
  filters: F
  sortable: readonly string[]
  /** Also POST with the filters in the body. */
  post: boolean
  list(request: ListRequest<F>, actor: Actor): Promise<unknown[]>
  count(request: ListRequest<F>, actor: Actor): Promise<{ count: number }>
}

/** The two or four calls of a list that can be filtered, sorted, paged and counted. */
export function listRoutes<F extends Filters>({ path, of, right = anyone, filters, sortable, post, list, count }: Resource<F>): RestRoute[] {
  const query = { ...filters, ...paging, ...sorting }
  const read = (request: RestRequest) => readList(filters, sortable, request.query)
  const readBody = (request: RestRequest<Record<string, unknown>>) => readList(filters, sortable, request.body, request.query)
  const body = z.record(z.string(), z.unknown())
  return [
    defineRest({ method: 'GET', path, right, summary: `List ${of}`, query, handle: async (request) => ({ body: await list(read(request), request.actor) }) }),
    defineRest({
      method: 'GET',
      path: `${path}/count`,
      right,
      summary: `Count ${of}`,
      query: filters,
      handle: async (request) => ({ body: await count(read(request), request.actor) }),
    }),
    ...(post
      ? [
          defineRest({
            method: 'POST',
            path,
            right,
            summary: `List ${of}, filters in the body`,
            query: paging,
            body,
            handle: async (request) => ({ body: await list(readBody(request), request.actor) }),
          }),
          defineRest({
            method: 'POST',
            path: `${path}/count`,
            right,
            summary: `Count ${of}, filters in the body`,
            body,
            handle: async (request) => ({ body: await count(readBody(request), request.actor) }),
          }),
        ]
      : []),
  ]
}

const paging: Record<string, Kind> = { firstResult: 'whole', maxResults: 'whole' }
const sorting: Record<string, Kind> = { sortBy: 'text', sortOrder: 'text' }
