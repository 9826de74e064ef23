import { z } from 'zod'
import type { Actor } from '../identity/actor.ts'
import { receiveDeployment } from './deployment/receive-deployment.ts'
import { invalidRequest } from './errors.ts'
import { parseValue } from './query-values.ts'
import { defineRest, operating, type RestRequest, type RestRoute } from './rest-route.ts'
import type { ScopeOf, ScopeVariables } from './scope-variables.ts'
import { variableBody, type VariableDto } from './variables.ts'

export const deserialization = { deserializeValues: 'flag', deserializeValue: 'flag' } as const

const changeBody = z.looseObject({ modifications: z.record(z.string(), variableBody).nullish(), deletions: z.array(z.string()).nullish() })

type Options = { path: string; variables: ScopeVariables; scopeOf(id: string, actor: Actor): Promise<ScopeOf> }

/** The calls on variables of one scope, the same wherever a scope is named: `/process-instance/:id/variables`, `/execution/:id/localVariables`. */
export function variableRoutes({ path, variables, scopeOf }: Options): RestRoute[] {
  const change = async (request: RestRequest, set: Record<string, VariableDto>, remove: string[] = []) => {
    await variables.change(await scopeOf(request.param('id'), request.actor), { set, remove }, request.actor)
    return { status: 204 }
  }
  return [
    defineRest({
      method: 'GET',
      path,
      summary: 'Variables of this scope',
      query: deserialization,
      handle: async ({ param, actor, query }) => ({ body: await variables.all(await scopeOf(param('id'), actor), actor, deserializing(query)) }),
    }),
    defineRest({
      method: 'POST',
      path,
      right: operating,
      summary: 'Set and remove several variables at once',
      body: changeBody,
      handle: (request) => change(request, request.body.modifications ?? {}, request.body.deletions ?? []),
    }),
    defineRest({
      method: 'GET',
      path: `${path}/:name`,
      summary: 'One variable',
      query: deserialization,
      handle: async ({ param, actor, query }) => ({ body: await variables.get(await scopeOf(param('id'), actor), param('name'), actor, deserializing(query)) }),
    }),
    defineRest({
      method: 'PUT',
      path: `${path}/:name`,
      right: operating,
      summary: 'Set a variable',
      body: variableBody,
      handle: (request) => change(request, { [request.param('name')]: request.body }),
    }),
    defineRest({
      method: 'DELETE',
      path: `${path}/:name`,
      right: operating,
      summary: 'Remove a variable',
      handle: (request) => change(request, {}, [request.param('name')]),
    }),
    defineRest({
      method: 'GET',
      path: `${path}/:name/data`,
      summary: 'Bytes of a variable',
      async handle({ param, actor }) {
        const { content, fileName, type } = await variables.data(await scopeOf(param('id'), actor), param('name'), actor)
        return { body: content, headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` } }
      },
    }),
    defineRest({
      method: 'POST',
      path: `${path}/:name/data`,
      right: operating,
      summary: 'Set a variable from an uploaded file',
      raw: true,
      handle: async (request) => change(request, { [request.param('name')]: await uploaded(request) }),
    }),
  ]
}

export function deserializing(query: Record<string, unknown>): { deserialize: boolean } {
  const given = query['deserializeValues'] ?? query['deserializeValue'] ?? 'true'
  return { deserialize: parseValue('flag', 'deserializeValues', given) }
}

/** Parts `data` and `valueType` (Bytes or File), as Camunda names them. */
async function uploaded({ ctx }: RestRequest): Promise<VariableDto> {
  const { fields, resources } = await receiveDeployment(ctx)
  const [file] = resources
  if (file === undefined) throw invalidRequest("No 'data' part contained in the form upload.")
  const type = fields['valueType'] ?? fields['type'] ?? 'Bytes'
  if (type !== 'Bytes' && type !== 'File') throw invalidRequest(`Unsupported value type '${type}': only Bytes and File can be uploaded`)
  const valueInfo = type === 'File' ? { filename: file.name, mimetype: 'application/octet-stream' } : {}
  return { type, value: file.content.toString('base64'), valueInfo }
}
