import type { Knex } from 'knex'
import type { z } from 'zod'
import { cursorTexts, page, shortPage, type Page, type shortListQuery } from '../http/paging.ts'
import type { Language } from '../locale.ts'
import type { Module, Unit } from '../module.ts'
import { can } from './access.ts'
import type { Actor } from './actor.ts'
import type { DistrictView, listUnitsQuery, listUsersQuery, RolesView, RoleView, UnitView, UserView } from './identity.api.ts'
import { listDistricts, listUnits } from './units.store.ts'
import { countUsers, listRoles, listUsers } from './users.store.ts'

type Part = z.output<typeof shortListQuery>

export type Organisation = ReturnType<typeof createOrganisation>

/** What people see of districts, units, users and roles. */
export function createOrganisation({ db, permissions }: { db: Knex; permissions: NonNullable<Module['permissions']> }) {
  return {
    async units(actor: Actor, { type, parent, ...part }: z.output<typeof listUnitsQuery>): Promise<Page<UnitView>> {
      const filter = { district: actor.district, ...(type && { type }), ...(parent && { parentId: parent }) }
      return shortPage((await listUnits(db, filter)).map(unitView), part, ({ id }) => id)
    },

    async districts(actor: Actor, part: Part): Promise<Page<DistrictView>> {
      return shortPage(await listDistricts(db, can(actor, 'districts', 'view') ? undefined : actor.district), part, ({ code }) => code)
    },

    async users(actor: Actor, query: z.output<typeof listUsersQuery>): Promise<Page<UserView>> {
      const after = cursorTexts(query.after, 1)?.[0]
      const unit = actor.scope === 'all' ? query.unit : actor.unitId
      const filter = { district: actor.district, unit, q: query.q, limit: query.limit, after }
      const [rows, counted] = await Promise.all([listUsers(db, filter), countUsers(db, filter)])
      return page(
        rows,
        { limit: query.limit, counted },
        (user) => user,
        (user) => [user.username],
      )
    },

    async roles(actor: Actor, language: Language, part: Part): Promise<RolesView> {
      const roles = (await listRoles(db, actor.district)).map(({ id, key, name, description, rights }): RoleView => {
        return { id, key, name, description, rights: Object.fromEntries(rights.map(({ module, level }) => [module, level])) }
      })
      return { ...shortPage(roles, part, ({ id }) => id), permissions: permissions.map(({ key, title }) => ({ key, title: title[language] })) }
    },
  }
}

function unitView({ id, code, name, type, parentId, lead, enabled }: Unit): UnitView {
  return { id, code, name, type, parentId, lead, enabled }
}
