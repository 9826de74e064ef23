import { scopeFilter, type Actor, type Db } from '../../../engine/module.ts'
import { escapeLike } from '../like.ts'
import { countedStatuses } from '../self-report/figures.ts'
import { hazardTable } from '../self-report/hazard-row.ts'
import { scopeColumns as hazardScopeColumns } from '../self-report/hazards.store.ts'
import type { EnterpriseScale, EnterpriseStatus } from './enterprises.api.ts'

/** A row of hazard_enterprise. Its id is the enterprise's unit id, so that scopes and logins need no second key. */
export type EnterpriseRow = {
  id: string
  district: string
  name: string
  uscc: string
  status: EnterpriseStatus
  townshipId: string
  villageId: string
  departmentId: string | null
  scale: EnterpriseScale
  industryCode: string
  address: string
  flags: unknown
  legalPerson: string
  legalPersonPhone: string
  safetyOfficer: string
  safetyOfficerPhone: string
  createdAt: string
}

export type EnterpriseFilter = {
  area?: { column: 'townshipId' | 'villageId'; id: string }
  status?: EnterpriseStatus
  scale?: EnterpriseScale
  /** Calendar days, both included: only those that reported a hazard then. */
  reported?: { from: string | undefined; to: string | undefined }
  text?: string
}
export type EnterpriseCursor = { name: string; id: string }

const table = 'hazard_enterprise'
const scopeColumns = { district: 'district', enterpriseId: 'id', villageId: 'villageId', townshipId: 'townshipId', departmentId: 'departmentId' } as const

/** The enterprise itself, whoever asks: for handlers. */
export async function findEnterprise(db: Db, { district, id }: { district: string; id: string }): Promise<EnterpriseRow | undefined> {
  return db<EnterpriseRow>(table).where({ district, id }).first<EnterpriseRow | undefined>()
}

/** Within the actor's scope; undefined for unknown and for other people's alike. */
export async function enterpriseById(db: Db, actor: Actor, id: string): Promise<EnterpriseRow | undefined> {
  return db<EnterpriseRow>(table).where({ id }).where(scopeFilter(actor, scopeColumns)).first<EnterpriseRow | undefined>()
}

/** One page by name; one row more than the limit. */
export async function listEnterprises(
  db: Db,
  actor: Actor,
  filter: EnterpriseFilter,
  { limit, after }: { limit: number; after: EnterpriseCursor | undefined },
): Promise<EnterpriseRow[]> {
  const query = matching(db, actor, filter).select<EnterpriseRow[]>('*')
  if (after) query.whereRaw('(name, id) > (?, ?)', [after.name, after.id])
  return query.orderBy(['name', 'id']).limit(limit + 1)
}

export async function countEnterprises(db: Db, actor: Actor, filter: EnterpriseFilter, cap: number): Promise<number> {
  const capped = matching(db, actor, filter).select('id').limit(cap).as('capped')
  const [row] = await db.from(capped).count<{ n: number }[]>({ n: '*' })
  return row?.n ?? 0
}

/** Active enterprises per township or village: the base of reporting rates. */
export async function countActive(db: Db, actor: Actor, by: 'townshipId' | 'villageId'): Promise<Map<string, number>> {
  const rows = await matching(db, actor, { status: 'active' }).groupBy(by).count<{ place: string; n: number }[]>({ n: '*' }).select({ place: by })
  return new Map(rows.map(({ place, n }) => [place, n]))
}

export async function insertEnterprise(db: Db, row: EnterpriseRow): Promise<void> {
  await db(table).insert({ ...row, flags: JSON.stringify(row.flags) })
}

function matching(db: Db, actor: Actor, filter: EnterpriseFilter) {
  const query = db(table).where(scopeFilter(actor, scopeColumns))
  if (filter.area) query.where(filter.area.column, filter.area.id)
  if (filter.status) query.where('status', filter.status)
  if (filter.scale) query.where('scale', filter.scale)
  if (filter.reported) query.whereIn('id', reporting(db, actor, filter.reported))
  if (filter.text) {
    const pattern = `%${escapeLike(filter.text.toLowerCase())}%`
    query.whereRaw(`(lower(name) like ? escape '!' or lower(uscc) like ? escape '!')`, [pattern, pattern])
  }
  return query
}

/** Those with a hazard that the figures count, reported in that time. */
function reporting(db: Db, actor: Actor, { from, to }: { from: string | undefined; to: string | undefined }) {
  const hazards = db(hazardTable).where(scopeFilter(actor, hazardScopeColumns)).whereIn('status', countedStatuses).select('enterpriseId')
  if (from) hazards.where('reportedOn', '>=', from)
  if (to) hazards.where('reportedOn', '<=', to)
  return hazards
}
