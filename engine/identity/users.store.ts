import { countCap } from '../db/count-cap.ts'
import type { Db } from '../module.ts'
import type { UserView } from './identity.api.ts'
import { RoleGroupRow, RoleRightRow, UserRow } from './identity.model.ts'

type Filter = { district: string; unit: string | undefined; q: string | undefined; after: string | undefined; limit: number }
type Row = {
  id: string
  username: string
  name: string
  scope: string
  disabledAt: string | null
  unitId: string
  unitName: string
  roleKey: string
  roleName: string
}

/** Users of a district by login name; one row more than `limit` when there is a next page. */
export async function listUsers(db: Db, filter: Filter): Promise<UserView[]> {
  const rows: Row[] = await matching(db, filter)
    .castTo<Row[]>()
    .modify((query) => void (filter.after !== undefined && query.where('u.username', '>', filter.after)))
    .orderBy('u.username')
    .limit(filter.limit + 1)
    .select({ id: 'u.id', username: 'u.username', name: 'u.name', scope: 'u.scope', disabledAt: 'u.disabledAt' })
    .select({ unitId: 'unit.id', unitName: 'unit.name', roleKey: 'roleGroup.key', roleName: 'roleGroup.name' })
  return rows.map(userView)
}

/** How many match, counted no further than the cap of lists. */
export async function countUsers(db: Db, filter: Filter): Promise<number> {
  return matching(db, filter)
    .select('u.id')
    .limit(countCap + 1)
    .resultSize()
}

export async function listRoles(db: Db, district: string): Promise<(RoleGroupRow & { rights: RoleRightRow[] })[]> {
  const roles = await RoleGroupRow.query(db).where({ district }).orderBy('key').limit(500)
  const rights = await RoleRightRow.query(db)
    .whereIn(
      'roleGroupId',
      roles.map(({ id }) => id),
    )
    .orderBy('module')
  return roles.map((role) => Object.assign(role, { rights: rights.filter(({ roleGroupId }) => roleGroupId === role.id) }))
}

function matching(db: Db, { district, unit, q }: Filter) {
  return UserRow.query(db)
    .alias('u')
    .join('unit', 'unit.id', 'u.unitId')
    .join('roleGroup', 'roleGroup.id', 'u.roleGroupId')
    .where('u.district', district)
    .modify((query) => {
      if (unit !== undefined) query.where('u.unitId', unit)
      if (q !== undefined) query.whereRaw("(u.username like ? escape '!' or u.name like ? escape '!')", [containing(q), containing(q)])
    })
}

/** `%` and `_` that a person types mean themselves. */
function containing(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`
}

function userView({ id, username, name, scope, disabledAt, unitId, unitName, roleKey, roleName }: Row): UserView {
  return { id, username, name, unit: { id: unitId, name: unitName }, role: { key: roleKey, name: roleName }, scope, enabled: disabledAt === null }
}
