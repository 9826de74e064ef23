import type { Db } from '../module.ts'
import { UserRow } from './identity.model.ts'

/**
 * Inbox groups of those in a unit who may do domain work: who acts when a named role has nobody there. People who only look,
 * or only administer, are never handed a case.
 */
export async function groupsOfUnit(db: Db, unitId: string, permissions: readonly string[]): Promise<string[]> {
  const rows = await UserRow.query(db)
    .alias('u')
    .castTo<{ key: string }[]>()
    .join('roleGroup', 'roleGroup.id', 'u.roleGroupId')
    .join('roleRight', 'roleRight.roleGroupId', 'roleGroup.id')
    .where('u.unitId', unitId)
    .whereNull('u.disabledAt')
    .where('roleRight.level', 'operate')
    .whereIn('roleRight.module', permissions)
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
