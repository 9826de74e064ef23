import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { defineRest, listRoutes, operating, type RestRoute } from '../rest-route.ts'
import { variableRoutes } from '../variable-routes.ts'
import { variablesBody } from '../variables.ts'
import { executionFilters, executionSorting } from './execution.filters.ts'

const triggerBody = z.looseObject({ variables: variablesBody })

/** /execution */
export function executionRoutes({ executions, variables }: RestServices): RestRoute[] {
  return [
    ...listRoutes({
      path: '/execution',
      of: 'executions',
      filters: executionFilters,
      sortable: Object.keys(executionSorting),
      post: true,
      list: executions.list,
      count: executions.count,
    }),
    defineRest({
      method: 'GET',
      path: '/execution/:id',
      summary: 'One execution',
      handle: async ({ param, actor }) => ({ body: await executions.get(param('id'), actor) }),
    }),
    defineRest({
      method: 'POST',
      path: '/execution/:id/signal',
      right: operating,
      summary: 'Wake an activity that waits for a call',
      body: triggerBody,
      async handle({ param, body, actor }) {
        await executions.signal(param('id'), body.variables, actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'GET',
      path: '/execution/:id/messageSubscriptions/:name',
      summary: 'Its subscription to a message',
      handle: async ({ param, actor }) => ({ body: await executions.messageSubscription(param('id'), param('name'), actor) }),
    }),
    defineRest({
      method: 'POST',
      path: '/execution/:id/messageSubscriptions/:name/trigger',
      right: operating,
      summary: 'Deliver a message to it',
      body: triggerBody,
      async handle({ param, body, actor }) {
        await executions.triggerMessage(param('id'), param('name'), { sent: body.variables, actor })
        return { status: 204 }
      },
    }),
    ...variableRoutes({ path: '/execution/:id/localVariables', variables, scopeOf: executions.variableScope }),
  ]
}
