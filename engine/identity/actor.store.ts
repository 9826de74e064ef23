import type { Db } from '../module.ts'
import type { Actor, Level } from './actor.ts'
import { RoleRightRow, UserRow } from './identity.model.ts'

type Person = Omit<Actor, 'rights' | 'groups'> & { roleGroupId: string }

/**
 * A person with everything that access decisions need; undefined when unknown, disabled, or member of a disabled unit.
 * Two queries: the person with unit, district and role, and the rights of the role.
 */
export async function findActor(db: Db, by: { userId: string } | { username: string }): Promise<Actor | undefined> {
  const person = await findPerson(db, by)
  if (person === undefined) return undefined
  const { roleGroupId, ...rest } = person
  const rows = await RoleRightRow.query(db).where({ roleGroupId }).select('module', 'level')
  const rights: Record<string, Level> = Object.fromEntries(rows.map(({ module, level }) => [module, level]))
  return { ...rest, rights, groups: [`user:${person.userId}`, `${person.role}@${person.unitId}`] }
}

async function findPerson(db: Db, by: { userId: string } | { username: string }): Promise<Person | undefined> {
  const rows: Person[] = await UserRow.query(db)
    .alias('u')
    .castTo<Person[]>()
    .joinRaw('join unit on unit.id = u.unit_id join district on district.code = u.district join role_group on role_group.id = u.role_group_id')
    .where('userId' in by ? { 'u.id': by.userId } : { 'u.username': by.username })
    .whereNull('u.disabledAt')
    .whereNull('unit.disabledAt')
    .select({
      userId: 'u.id',
      username: 'u.username',
      name: 'u.name',
      district: 'u.district',
      districtName: 'district.name',
      unitId: 'u.unitId',
      unitName: 'unit.name',
      unitType: 'unit.type',
      role: 'roleGroup.key',
      scope: 'u.scope',
      roleGroupId: 'u.roleGroupId',
    })
  const row = rows[0]
  return row === undefined ? undefined : { ...row }
}
