import type { Db } from '../module.ts'
import { UserRow } from './identity.model.ts'

/** Inbox groups of everybody active in a unit: who acts when a named role has nobody there. */
export async function groupsOfUnit(db: Db, unitId: string): Promise<string[]> {
  const rows = await UserRow.query(db)
    .alias('u')
    .castTo<{ key: string }[]>()
    .join('roleGroup', 'roleGroup.id', 'u.roleGroupId')
    .where('u.unitId', unitId)
    .whereNull('u.disabledAt')
    .distinct('roleGroup.key')
    .orderBy('roleGroup.key')
  return rows.map((row) => `${row.key}@${unitId}`)
}

export async function idOfUser(db: Db, username: string): Promise<string | undefined> {
  return (await UserRow.query(db).findOne({ username }).select('id'))?.id
}

export async function unitOfUser(db: Db, id: string): Promise<string | undefined> {
  return (await UserRow.query(db).findById(id).select('unitId'))?.unitId
}
