import type { Knex } from 'knex'
import { decodeCursor, page } from '../http/paging.ts'
import { defineRoute, view, type Route } from '../http/route.ts'
import type { Module, Unit } from '../module.ts'
import { can } from './access.ts'
import { listUnitsQuery, listUsersQuery, type PermissionView, type RoleView, type UnitView } from './identity.api.ts'
import { listDistricts, listUnits } from './units.store.ts'
import { countUsers, listRoles, listUsers } from './users.store.ts'

type Deps = { db: Knex; permissions: NonNullable<Module['permissions']> }

/** Lists of the organisation, always of the own district. */
export function organisationRoutes({ db, permissions }: Deps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/units',
      right: 'session',
      summary: 'Units of the district; enterprises have a list of their own',
      query: listUnitsQuery,
      handle: async ({ actor, query }) => ({
        body: whole((await listUnits(db, { district: actor.district, ...(query.type && { type: query.type }), ...(query.parent && { parentId: query.parent }) })).map(unitView)),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/districts',
      right: 'session',
      summary: 'The own district, or all for who maintains districts',
      handle: async ({ actor }) => ({ body: whole(await listDistricts(db, can(actor, 'districts', 'view') ? undefined : actor.district)) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/users',
      right: view('users'),
      summary: 'Users of the district, or of the own unit when the scope is smaller',
      query: listUsersQuery,
      async handle({ actor, query }) {
        const after = decodeCursor(query.after ?? '')?.[0]
        const unit = actor.scope === 'all' ? query.unit : actor.unitId
        const filter = { district: actor.district, unit, q: query.q, limit: query.limit, after: typeof after === 'string' ? after : undefined }
        const [rows, counted] = [await listUsers(db, filter), await countUsers(db, filter)]
        return { body: page(rows, query.limit, counted, (user) => user, (user) => [user.username]) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/roles',
      right: view('roles'),
      summary: 'Role groups of the district with their rights, and what rights there are',
      handle: async ({ actor, language }) => {
        const roles = (await listRoles(db, actor.district)).map(({ id, key, name, description, rights }): RoleView => {
          return { id, key, name, description, rights: Object.fromEntries(rights.map(({ module, level }) => [module, level])) }
        })
        const modules = permissions.map(({ key, title }): PermissionView => ({ key, title: title[language] }))
        return { body: { ...whole(roles), permissions: modules } }
      },
    }),
  ]
}

/** A list that is always shown whole. */
function whole<Item>(items: Item[]) {
  return { items, next: null, total: items.length }
}

function unitView({ id, code, name, type, parentId, lead, enabled }: Unit): UnitView {
  return { id, code, name, type, parentId, lead, enabled }
}
