import type { Db, Unit } from '../module.ts'
import { DistrictRow, UnitRow } from './identity.model.ts'

export async function findUnit(db: Db, by: { id: string } | { district: string; code: string }): Promise<Unit | undefined> {
  const row = await UnitRow.query(db).where(by).orderBy('id').first()
  return row && unitOf(row)
}

/** Units of a district in display order. Enterprises only when asked for by type: there are thousands. */
export async function listUnits(db: Db, filter: { district?: string; type?: string; parentId?: string }): Promise<Unit[]> {
  const query = UnitRow.query(db).orderBy('position').orderBy('code').orderBy('id').limit(5000)
  if (filter.district !== undefined) query.where({ district: filter.district })
  if (filter.parentId !== undefined) query.where({ parentId: filter.parentId })
  if (filter.type !== undefined) query.where({ type: filter.type })
  else query.whereNot({ type: 'enterprise' })
  return (await query).map(unitOf)
}

export async function listDistricts(db: Db, code?: string): Promise<{ code: string; name: string }[]> {
  const query = DistrictRow.query(db).select('code', 'name').orderBy('code').limit(5000)
  if (code !== undefined) query.where({ code })
  return (await query).map(({ code, name }) => ({ code, name }))
}

function unitOf({ id, district, code, name, shortName, type, parentId, leadAt, disabledAt }: UnitRow): Unit {
  return { id, district, code, name, shortName, type, parentId, lead: leadAt !== null, enabled: disabledAt === null }
}
