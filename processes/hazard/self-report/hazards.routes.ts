import { z } from 'zod'
import { defineRoute, view, type Engine, type Route } from '../../../engine/module.ts'
import { listHazardsQuery, proposalQuery } from './hazards.api.ts'
import { findHazards, getHazard } from './hazards.ts'
import { proposeLevelAndDeadline } from './proposal.ts'

const idParams = z.object({ id: z.string().min(1).max(40) })

export function hazardRoutes(engine: Engine): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/hazards',
      right: view('hazards'),
      summary: 'Reported hazards within the own scope',
      query: listHazardsQuery,
      handle: async ({ actor, query }) => ({ body: await findHazards(engine, actor, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/hazards/proposal',
      right: view('hazards'),
      summary: 'Level and deadline that the district proposes for a report',
      query: proposalQuery,
      handle: async ({ actor, query }) => ({ body: await proposeLevelAndDeadline(engine, actor.district, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/hazards/:id',
      right: view('hazards'),
      summary: 'One hazard',
      params: idParams,
      handle: async ({ actor, params }) => ({ body: await getHazard(engine, actor, params.id) }),
    }),
  ]
}
