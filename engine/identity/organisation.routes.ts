import { shortListQuery } from '../http/paging.ts'
import { defineRoute, view, type Route } from '../http/route.ts'
import { listUnitsQuery, listUsersQuery } from './identity.api.ts'
import type { Organisation } from './organisation.ts'

/** Lists of the organisation, always of the own district. */
export function organisationRoutes({ organisation }: { organisation: Organisation }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/units',
      right: 'session',
      summary: 'Units of the district; enterprises have a list of their own',
      query: listUnitsQuery,
      handle: async ({ actor, query }) => ({ body: await organisation.units(actor, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/districts',
      right: 'session',
      summary: 'The own district, or all for who maintains districts',
      query: shortListQuery,
      handle: async ({ actor, query }) => ({ body: await organisation.districts(actor, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/users',
      right: view('users'),
      summary: 'Users of the district, or of the own unit when the scope is smaller',
      query: listUsersQuery,
      handle: async ({ actor, query }) => ({ body: await organisation.users(actor, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/roles',
      right: view('roles'),
      summary: 'Role groups of the district with their rights, and what rights there are',
      query: shortListQuery,
      handle: async ({ actor, language, query }) => ({ body: await organisation.roles(actor, language, query) }),
    }),
  ]
}
