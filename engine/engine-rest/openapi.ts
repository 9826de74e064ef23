import { z } from 'zod'
import type { Kind } from './query-values.ts'
import { defineRest, type RestRoute } from './rest-route.ts'

/** GET /openapi.json: OpenAPI 3.1, made from the declarations of the calls themselves. */
export function openApiRoute(routes: readonly RestRoute[]): RestRoute {
  return defineRest({ method: 'GET', path: '/openapi.json', summary: 'Description of this interface', handle: async () => ({ body: describe(routes) }) })
}

function describe(routes: readonly RestRoute[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Chazhi /engine-rest', version: '7.24.0', description: 'Compatible with the REST API of Camunda 7.24.' },
    servers: [{ url: '/engine-rest' }],
    security: [{ basic: [] }, { bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'cz_session' },
      },
      schemas: { Exception: z.toJSONSchema(exception) },
    },
  }
}

const exception = z.object({ type: z.string(), message: z.string(), code: z.union([z.number(), z.string()]).nullable() })

function operation({ method, path, summary, query = {}, body, raw }: RestRoute) {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = Object.entries(query).map(([name, kind]) => ({ name, in: 'query', schema: schemaOf[kind] }))
  const failure = { description: 'Refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Exception' } } } }
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [path.split('/')[1]],
    summary,
    parameters: [...inPath, ...inQuery],
    ...(raw && { requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' } } } } }),
    ...(body && { requestBody: { content: { 'application/json': { schema: z.toJSONSchema(body, { unrepresentable: 'any', io: 'input' }) } } } }),
    responses: { '2XX': { description: 'Done' }, default: failure },
  }
}

const schemaOf: Record<Kind, object> = {
  text: { type: 'string' },
  texts: { type: 'string', description: 'Separated by commas' },
  flag: { type: 'boolean' },
  whole: { type: 'integer' },
  value: { description: 'A number, a truth value or text' },
  instant: { type: 'string', description: "yyyy-MM-dd'T'HH:mm:ss.SSSZ" },
  queries: { type: 'array', items: { type: 'object' } },
  dates: { type: 'string', description: 'gt_date or lt_date, separated by commas' },
  conditions: { type: 'string', description: 'name_operator_value, separated by commas' },
}
