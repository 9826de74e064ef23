import { shortListQuery, shortPage } from '../http/paging.ts'
import { defineRoute, operate, view, type Route } from '../http/route.ts'
import { idParams, keyParams, startBody } from '../tasks/tasks.api.ts'
import type { InstanceService } from './instance-service.ts'
import { withdrawBody } from './instances.api.ts'
import type { StartService } from './start-service.ts'

export type InstanceRouteDeps = { instances: InstanceService; starts: StartService }

/** /api/startable, /api/processes, /api/instances, /api/incidents. */
export function instanceRoutes({ instances, starts }: InstanceRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/startable',
      right: 'session',
      summary: 'Processes this person may start',
      handle: async ({ actor }) => ({ body: await starts.startable(actor) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/processes/:key/start-form',
      right: 'session',
      summary: 'The form a process starts with',
      params: keyParams,
      handle: async ({ actor, params }) => ({ body: await starts.startForm(actor, params.key) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/processes/:key/start',
      right: 'session',
      summary: 'Start a process with its form',
      params: keyParams,
      body: startBody,
      handle: async ({ actor, params, body, language, idempotency }) => ({
        status: 201,
        body: await starts.start({ key: params.key, data: body.data, actor, language, claim: idempotency }),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/instances/:id',
      right: 'session',
      summary: 'A case: where it is and how it came there',
      params: idParams,
      handle: async ({ actor, params }) => ({ body: await instances.view(actor, params.id) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/instances/:id/withdraw',
      right: 'session',
      summary: 'Take a report back before anyone has acted',
      params: idParams,
      body: withdrawBody,
      async handle({ actor, params, body, idempotency }) {
        await instances.withdraw(actor, params.id, { reason: body.reason, claim: idempotency })
        return { body: { ok: true } }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/incidents',
      right: view('operations'),
      summary: 'Cases that stopped',
      query: shortListQuery,
      handle: async ({ actor, query }) => ({ body: shortPage(await instances.incidents(actor), query, ({ id }) => id) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/incidents/:id/retry',
      right: operate('operations'),
      summary: 'Let a stopped case try again',
      params: idParams,
      async handle({ actor, params }) {
        await instances.retryIncident(actor, params.id)
        return { body: { ok: true } }
      },
    }),
  ]
}
