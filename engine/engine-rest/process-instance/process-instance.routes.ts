import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { badRequest, invalidRequest } from '../errors.ts'
import { readList } from '../lists.ts'
import { defineRest, listRoutes, operating, type RestRoute } from '../rest-route.ts'
import { variableRoutes } from '../variable-routes.ts'
import { modificationBody } from './modification.ts'
import { instanceFilters, instanceSorting } from './process-instance.filters.ts'

const suspensionBody = z.looseObject({ suspended: z.boolean() })
const suspendAllBody = z.looseObject({
  suspended: z.boolean(),
  processInstanceIds: z.array(z.string()).nullish(),
  processDefinitionId: z.string().nullish(),
  processDefinitionKey: z.string().nullish(),
  processDefinitionTenantId: z.string().nullish(),
  processDefinitionWithoutTenantId: z.boolean().nullish(),
  processInstanceQuery: z.record(z.string(), z.unknown()).nullish(),
})

/** /process-instance */
export function processInstanceRoutes({ instances, variables }: RestServices): RestRoute[] {
  return [
    ...listRoutes({
      path: '/process-instance',
      of: 'process instances',
      filters: instanceFilters,
      sortable: Object.keys(instanceSorting),
      post: true,
      list: instances.list,
      count: instances.count,
    }),
    defineRest({
      method: 'PUT',
      path: '/process-instance/suspended',
      right: operating,
      summary: 'Suspend or activate several instances',
      body: suspendAllBody,
      async handle({ body, actor }) {
        await instances.suspendAll(readList(instanceFilters, [], filtersFrom(body)), body.suspended, actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'GET',
      path: '/process-instance/:id',
      summary: 'One running instance',
      handle: async ({ param, actor }) => ({ body: await instances.get(param('id'), actor) }),
    }),
    defineRest({
      method: 'DELETE',
      path: '/process-instance/:id',
      right: operating,
      summary: 'End an instance where it is',
      query: { skipCustomListeners: 'flag', skipIoMappings: 'flag', skipSubprocesses: 'flag', failIfNotExists: 'flag' },
      async handle({ param, actor, query }) {
        if (query['skipSubprocesses'] === 'true')
          throw badRequest('RestException', 'skipSubprocesses is not supported: what an instance has called ends with it')
        const removed = instances.remove(param('id'), 'deleted', actor)
        await (query['failIfNotExists'] === 'false' ? removed.catch(unlessUnknown) : removed)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'GET',
      path: '/process-instance/:id/activity-instances',
      summary: 'Where its tokens are',
      handle: async ({ param, actor }) => ({ body: await instances.tree(param('id'), actor) }),
    }),
    defineRest({
      method: 'POST',
      path: '/process-instance/:id/modification',
      right: operating,
      summary: 'Move its tokens by hand',
      body: modificationBody,
      async handle({ param, body, actor }) {
        await instances.modify(param('id'), body, actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'PUT',
      path: '/process-instance/:id/suspended',
      right: operating,
      summary: 'Suspend or activate it',
      body: suspensionBody,
      async handle({ param, body, actor }) {
        await instances.suspend(param('id'), body.suspended, actor)
        return { status: 204 }
      },
    }),
    ...variableRoutes({ path: '/process-instance/:id/variables', variables, scopeOf: instances.variableScope }),
  ]
}

function unlessUnknown(error: unknown): void {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'rest.not_found') throw error
}

function filtersFrom({
  processInstanceIds,
  processDefinitionId,
  processDefinitionKey,
  processInstanceQuery,
  ...tenant
}: z.output<typeof suspendAllBody>): Record<string, unknown> {
  const { processDefinitionTenantId, processDefinitionWithoutTenantId } = tenant
  if (processInstanceIds?.length) return { processInstanceIds }
  if (processInstanceQuery) return processInstanceQuery
  if (processDefinitionId) return { processDefinitionId }
  if (!processDefinitionKey)
    throw invalidRequest(
      'Either processInstanceIds, processInstanceQuery, processDefinitionId or processDefinitionKey should be set to update the suspension state.',
    )
  return {
    processDefinitionKey,
    ...(processDefinitionTenantId && { tenantIdIn: [processDefinitionTenantId] }),
    ...(processDefinitionWithoutTenantId && { withoutTenantId: true }),
  }
}
