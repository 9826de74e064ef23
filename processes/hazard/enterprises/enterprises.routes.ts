import { z } from 'zod'
import { defineRoute, view, type Engine, type Route } from '../../../engine/module.ts'
import { listEnterprisesQuery } from './enterprises.api.ts'
import { findEnterprises, getEnterprise } from './enterprises.ts'

const idParams = z.object({ id: z.string().min(1).max(40) })

export function enterpriseRoutes(engine: Engine): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/enterprises',
      right: view('enterprises'),
      summary: 'Enterprises within the own scope',
      query: listEnterprisesQuery,
      handle: async ({ actor, query }) => ({ body: await findEnterprises(engine, actor, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/enterprises/:id',
      right: view('enterprises'),
      summary: 'One enterprise',
      params: idParams,
      handle: async ({ actor, params }) => ({ body: await getEnterprise(engine, actor, params.id) }),
    }),
  ]
}
