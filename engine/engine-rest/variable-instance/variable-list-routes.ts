import { z } from 'zod'
import type { Actor } from '../../identity/actor.ts'
import type { Filters, ListRequest } from '../lists.ts'
import { readList } from '../lists.ts'
import { defineRest, listRoutes, operators, type RestRequest, type RestRoute } from '../rest-route.ts'
import { deserializing, deserialization } from '../variable-routes.ts'
import { variableFilters, variableSorting, type VariableFilters } from './variable-instance.store.ts'

type Options = { deserialize: boolean }
export type VariableLists = {
  list(request: ListRequest<VariableFilters>, actor: Actor, options: Options): Promise<unknown[]>
  count(request: ListRequest<VariableFilters>, actor: Actor): Promise<{ count: number }>
  get(id: string, actor: Actor, options: Options): Promise<unknown>
  data(id: string, actor: Actor): Promise<{ content: Buffer; fileName: string; type: string }>
}

/**
 * Lists of variables. They know no form, whose fields not everybody may see: so they are for who keeps the installation running; others read
 * what their instances and tasks give them.
 */
export function variableListRoutes(path: string, of: string, variables: VariableLists): RestRoute[] {
  const sortable = Object.keys(variableSorting)
  const filters: Filters = { ...variableFilters, ...deserialization }
  const [, count, , postedCount] = listRoutes({
    path,
    of,
    right: operators,
    filters: variableFilters,
    sortable,
    post: true,
    list: (request, actor) => variables.list(request, actor, { deserialize: true }),
    count: variables.count,
  })
  const list = async ({ query, actor }: RestRequest, source: Record<string, unknown>) => ({
    body: await variables.list(readList(variableFilters, sortable, source, query), actor, deserializing(query)),
  })
  return [
    defineRest({ method: 'GET', path, right: operators, summary: `List ${of}`, query: filters, handle: (request) => list(request, request.query) }),
    defineRest({
      method: 'POST',
      path,
      right: operators,
      summary: `List ${of}, filters in the body`,
      query: deserialization,
      body: z.record(z.string(), z.unknown()),
      handle: (request) => list(request, request.body),
    }),
    ...[count, postedCount].flatMap((route) => route ?? []),
    defineRest({
      method: 'GET',
      path: `${path}/:id`,
      right: operators,
      summary: `One of the ${of}`,
      query: deserialization,
      handle: async ({ param, actor, query }) => ({ body: await variables.get(param('id'), actor, deserializing(query)) }),
    }),
    defineRest({
      method: 'GET',
      path: `${path}/:id/data`,
      right: operators,
      summary: 'Bytes of a variable',
      async handle({ param, actor }) {
        const { content, fileName, type } = await variables.data(param('id'), actor)
        return { body: content, headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` } }
      },
    }),
  ]
}
