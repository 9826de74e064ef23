import { randomBytes } from 'node:crypto'
import { newId } from '../ids.ts'
import type { IdentityWriter } from '../module.ts'

/**
 * The first account of an installation without demo data, with every right. Its district is a placeholder that the administrator
 * replaces. @returns the password, which is printed once and stored nowhere.
 */
export async function createFirstAdmin(writer: IdentityWriter, permissions: readonly string[]): Promise<string> {
  const district = '000000'
  const unitId = newId()
  const password = randomBytes(15).toString('base64url')
  await writer.createDistrict({ code: district, name: district })
  await writer.createUnit({ id: unitId, district, code: district, name: district, shortName: '', type: 'district', parentId: null, lead: true })
  const rights = Object.fromEntries(permissions.map((key) => [key, 'operate' as const]))
  await writer.createRoleGroup({ id: newId(), district, key: 'admin', name: 'admin', rights })
  await writer.createUser({ id: newId(), district, username: 'admin', name: 'admin', password, unitId, roleKey: 'admin', scope: 'all' })
  return password
}
