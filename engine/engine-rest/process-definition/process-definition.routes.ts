import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { invalidRequest, notFound } from '../errors.ts'
import { selfLink } from '../links.ts'
import { defineRest, listRoutes, operating, type RestRequest, type RestRoute } from '../rest-route.ts'
import { definitionFilters, definitionSorting } from './process-definition.filters.ts'
import type { Named } from './process-definition-service.ts'
import { startBody } from './start-instance.ts'

type Param = RestRequest['param']
type Way = { path: string; named(param: Param): Named }

/** The three ways in which a path names a definition. Without a tenant means: of the base. */
const ways: Way[] = [
  { path: '/process-definition/:id', named: (param) => ({ id: param('id') }) },
  { path: '/process-definition/key/:key', named: (param) => ({ key: param('key'), tenant: '' }) },
  { path: '/process-definition/key/:key/tenant-id/:tenant', named: (param) => ({ key: param('key'), tenant: param('tenant') }) },
]

const suspensionBody = z.looseObject({
  suspended: z.boolean(),
  includeProcessInstances: z.boolean().nullish(),
  executionDate: z.string().nullish(),
  processDefinitionId: z.string().nullish(),
  processDefinitionKey: z.string().nullish(),
  processDefinitionTenantId: z.string().nullish(),
})
const ttlBody = z.looseObject({ historyTimeToLive: z.number().int().nullable() })

/** /process-definition */
export function processDefinitionRoutes({ definitions }: RestServices): RestRoute[] {
  return [
    ...listRoutes({
      path: '/process-definition',
      of: 'process definitions',
      filters: definitionFilters,
      sortable: Object.keys(definitionSorting),
      post: false,
      list: definitions.list,
      count: definitions.count,
    }),
    defineRest({
      method: 'GET',
      path: '/process-definition/statistics',
      summary: 'Running instances by definition',
      query: { failedJobs: 'flag', incidents: 'flag', rootIncidents: 'flag', incidentsForType: 'text' },
      handle: async ({ actor, query }) => ({ body: await definitions.statistics(actor, counted(query)) }),
    }),
    defineRest({
      method: 'PUT',
      path: '/process-definition/suspended',
      right: operating,
      summary: 'Suspend or activate all versions of a key, or one',
      body: suspensionBody,
      async handle({ body, actor }) {
        const change = changeFrom(body)
        if (body.processDefinitionKey) await definitions.suspendKey(body.processDefinitionKey, body.processDefinitionTenantId ?? '', change, actor)
        else if (body.processDefinitionId) await definitions.suspend({ id: body.processDefinitionId }, change, actor)
        else throw invalidRequest('Either processDefinitionId or processDefinitionKey should be set to update the suspension state.')
        return { status: 204 }
      },
    }),
    ...ways.flatMap((way) => definitionRoutes(definitions, way)),
  ]
}

function definitionRoutes(definitions: RestServices['definitions'], { path, named }: Way): RestRoute[] {
  return [
    defineRest({ method: 'GET', path, summary: 'One definition', handle: async ({ param, actor }) => ({ body: await definitions.get(named(param), actor) }) }),
    defineRest({
      method: 'GET',
      path: `${path}/xml`,
      summary: 'Its model',
      handle: async ({ param, actor }) => ({ body: await definitions.xml(named(param), actor) }),
    }),
    defineRest({
      method: 'GET',
      path: `${path}/diagram`,
      summary: 'Its picture: none is kept, so the answer is empty',
      async handle({ param, actor }) {
        await definitions.get(named(param), actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'POST',
      path: `${path}/start`,
      summary: 'Start an instance',
      body: startBody,
      handle: async ({ param, body, ctx, ...by }) => {
        const started = await definitions.start(named(param), body, by)
        return { body: { links: selfLink(ctx, `/process-instance/${started.id}`), ...started } }
      },
    }),
    defineRest({
      method: 'POST',
      path: `${path}/submit-form`,
      summary: 'Start an instance with its form',
      body: startBody,
      handle: async ({ param, body, ctx, ...by }) => {
        const started = await definitions.start(named(param), { ...body, withVariablesInReturn: false }, by)
        return { body: { links: selfLink(ctx, `/process-instance/${started.id}`), ...started } }
      },
    }),
    defineRest({
      method: 'GET',
      path: `${path}/startForm`,
      summary: 'Which form it starts with',
      handle: async ({ param, actor }) => ({ body: await definitions.startForm(named(param), actor) }),
    }),
    defineRest({
      method: 'GET',
      path: `${path}/form-variables`,
      summary: 'Variables a start form declares: none, forms of this engine are Form.io',
      query: { variableNames: 'texts', deserializeValues: 'flag' },
      async handle({ param, actor }) {
        await definitions.get(named(param), actor)
        return { body: {} }
      },
    }),
    defineRest({
      method: 'GET',
      path: `${path}/rendered-form`,
      summary: 'A start form as HTML: there is none',
      async handle({ param, actor }) {
        const { id } = await definitions.get(named(param), actor)
        throw notFound(`No matching rendered start form for process definition with the id ${id} found.`)
      },
    }),
    defineRest({
      method: 'PUT',
      path: `${path}/suspended`,
      right: operating,
      summary: 'Suspend or activate it',
      body: suspensionBody,
      async handle({ param, body, actor }) {
        await definitions.suspend(named(param), changeFrom(body), actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'PUT',
      path: `${path}/history-time-to-live`,
      right: operating,
      summary: 'Days for which ended instances are kept',
      body: ttlBody,
      async handle({ param, body, actor }) {
        await definitions.setHistoryTtl(named(param), body.historyTimeToLive, actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'GET',
      path: `${path}/statistics`,
      summary: 'Running activities by element',
      query: { failedJobs: 'flag', incidents: 'flag', incidentsForType: 'text' },
      handle: async ({ param, actor, query }) => ({ body: await definitions.activityStatistics(named(param), actor, counted(query)) }),
    }),
    defineRest({
      method: 'DELETE',
      path: path === '/process-definition/:id' ? path : `${path}/delete`,
      right: operating,
      summary: 'Delete it, with `cascade` also its instances and their history; by key: all versions',
      query: { cascade: 'flag', skipCustomListeners: 'flag', skipIoMappings: 'flag' },
      async handle({ param, query, actor }) {
        await definitions.remove(named(param), { cascade: query['cascade'] === 'true', all: path !== '/process-definition/:id' }, actor)
        return { status: path === '/process-definition/:id' ? 200 : 204 }
      },
    }),
  ]
}

function changeFrom({ suspended, includeProcessInstances, executionDate }: z.output<typeof suspensionBody>) {
  if (executionDate !== undefined && executionDate !== null) throw invalidRequest('executionDate is not supported: the change is done at once')
  return { suspended, includeProcessInstances: includeProcessInstances ?? false }
}

function counted(query: Record<string, unknown>) {
  return { failedJobs: query['failedJobs'] === 'true', incidents: query['incidents'] === 'true' || query['incidentsForType'] !== undefined }
}
