import type { Db } from '../module.ts'
import { RoleGroupRow, UnitRow, UserRow } from './identity.model.ts'

/** An inbox group: one person, or a role in a unit. */
export type Group = { userId: string } | { role: string; unitId: string }

export type Person = { id: string; name: string; unitName: string }

/** Active people of a group in a unit that is not disabled. */
export async function countMembers(db: Db, group: Group): Promise<number> {
  const query = UserRow.query(db).alias('u').join('unit', 'unit.id', 'u.unitId').whereNull('u.disabledAt').whereNull('unit.disabledAt')
  if ('userId' in group) query.where('u.id', group.userId)
  else query.join('roleGroup', 'roleGroup.id', 'u.roleGroupId').where('u.unitId', group.unitId).where('roleGroup.key', group.role)
  return query.resultSize()
}

export async function findGroupName(db: Db, group: Group): Promise<string | undefined> {
  if ('userId' in group) return (await UserRow.query(db).findById(group.userId).select('name'))?.name
  const unit = await UnitRow.query(db).findById(group.unitId)
  if (unit === undefined) return undefined
  const role = await RoleGroupRow.query(db).findOne({ district: unit.district, key: group.role })
  const unitName = unit.shortName || unit.name
  return role === undefined ? unitName : `${unitName} · ${role.name}`
}

export async function findPeople(db: Db, ids: string[]): Promise<Person[]> {
  const rows = await UserRow.query(db)
    .alias('u')
    .castTo<Person[]>()
    .join('unit', 'unit.id', 'u.unitId')
    .whereIn('u.id', ids)
    .select({ id: 'u.id', name: 'u.name', unitName: 'unit.name' })
  return rows.map(({ id, name, unitName }) => ({ id, name, unitName }))
}
