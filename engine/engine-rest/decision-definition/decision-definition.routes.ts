import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { defineRest, listRoutes, operating, type RestRequest, type RestRoute } from '../rest-route.ts'
import { variablesBody } from '../variables.ts'
import type { NamedDecision } from './decision-definition-service.ts'
import { decisionFilters, decisionSorting } from './decision-definition.filters.ts'

type Param = RestRequest['param']

/** /decision-definition */
export function decisionDefinitionRoutes(services: RestServices): RestRoute[] {
  const { decisions } = services
  return [
    ...listRoutes({
      path: '/decision-definition',
      of: 'decisions',
      filters: decisionFilters,
      sortable: Object.keys(decisionSorting),
      post: false,
      list: decisions.list,
      count: decisions.count,
    }),
    ...named(services, '/decision-definition/key/:key/tenant-id/:tenant', (param) => ({ key: param('key'), tenant: param('tenant') })),
    ...named(services, '/decision-definition/key/:key', (param) => ({ key: param('key'), tenant: '' })),
    ...named(services, '/decision-definition/:id', (param) => ({ id: param('id') })),
  ]
}

/** The calls on one decision, the same however it is named. */
function named({ decisions }: RestServices, path: string, nameOf: (param: Param) => NamedDecision): RestRoute[] {
  return [
    defineRest({ method: 'GET', path, summary: 'One decision', handle: async ({ param, actor }) => ({ body: await decisions.get(nameOf(param), actor) }) }),
    defineRest({
      method: 'GET',
      path: `${path}/xml`,
      summary: 'Its DMN file',
      handle: async ({ param, actor }) => ({ body: await decisions.xml(nameOf(param), actor) }),
    }),
    defineRest({
      method: 'GET',
      path: `${path}/diagram`,
      summary: 'There is no picture of it',
      async handle({ param, actor }) {
        await decisions.get(nameOf(param), actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'POST',
      path: `${path}/evaluate`,
      right: operating,
      summary: 'Make the decision',
      body: z.looseObject({ variables: variablesBody }),
      handle: async ({ param, body, actor }) => ({ body: await decisions.evaluate(nameOf(param), body.variables, actor) }),
    }),
  ]
}
