import type { Engine, NewUser, Unit } from '../../../engine/module.ts'
import { insertEnterprise } from '../enterprises/enterprises.store.ts'
import { seedRoleGroups, type SeedDistrict } from './seed-data.ts'

export const demoPassword = 'Demo-2026!'

/** Unit ids by the code that the seed data names them with; `lead` is the safety committee. */
type UnitIds = ReadonlyMap<string, string>

/** One district with its units, role groups, users and enterprises. */
export async function seedDistrict(engine: Engine, district: SeedDistrict): Promise<void> {
  await engine.identity.createDistrict({ code: district.code, name: district.name })
  const unitIds = await createUnits(engine, district)
  for (const group of seedRoleGroups()) await engine.identity.createRoleGroup({ ...group, id: engine.newId(), district: district.code })
  for (const { login, name, unit, role, scope, phone } of district.users) {
    await createUser(engine, { district: district.code, username: login, name, unitId: idOf(unitIds, unit), roleKey: role, scope, phone })
  }
  for (const enterprise of district.enterprises) await createEnterprise(engine, district, enterprise, unitIds)
}

async function createUnits(engine: Engine, { code, lead, departments, townships }: SeedDistrict): Promise<UnitIds> {
  const ids = new Map<string, string>()
  const create = async (key: string, unit: Pick<Unit, 'code' | 'name' | 'type'> & { shortName?: string; parent?: string }) => {
    const id = engine.newId()
    const { parent, shortName = '', ...fields } = unit
    await engine.identity.createUnit({
      ...fields,
      id,
      district: code,
      shortName,
      parentId: parent === undefined ? null : idOf(ids, parent),
      lead: key === 'lead',
    })
    ids.set(key, id)
  }
  await create('lead', { code, ...lead, type: 'district' })
  for (const department of departments) await create(department.code, { ...department, type: 'department', parent: 'lead' })
  for (const { villages, ...township } of townships) {
    await create(township.code, { ...township, type: 'township', parent: 'lead' })
    for (const village of villages) await create(village.code, { ...village, type: 'village', parent: township.code })
  }
  return ids
}

async function createEnterprise(engine: Engine, district: SeedDistrict, enterprise: SeedDistrict['enterprises'][number], unitIds: UnitIds): Promise<void> {
  const { login, village, department, ...facts } = enterprise
  const id = engine.newId()
  const villageId = idOf(unitIds, village)
  await engine.identity.createUnit({ id, district: district.code, code: facts.uscc, name: facts.name, shortName: '', type: 'enterprise', parentId: villageId })
  await insertEnterprise(engine.db, {
    ...facts,
    id,
    district: district.code,
    status: 'active',
    townshipId: idOf(unitIds, village.slice(0, 9)),
    villageId,
    departmentId: idOf(unitIds, department),
    createdAt: engine.clock.now(),
  })
  const { safetyOfficer: name, safetyOfficerPhone: phone } = facts
  await createUser(engine, { district: district.code, username: login, name, unitId: id, roleKey: 'enterprise-safety', scope: 'self', phone })
}

async function createUser(engine: Engine, user: Omit<NewUser, 'id' | 'password' | 'demo'>): Promise<void> {
  await engine.identity.createUser({ ...user, id: engine.newId(), password: demoPassword, demo: true })
}

function idOf(unitIds: UnitIds, key: string): string {
  const id = unitIds.get(key)
  if (id === undefined) throw new Error(`the seed names an unknown unit: ${key}`)
  return id
}
