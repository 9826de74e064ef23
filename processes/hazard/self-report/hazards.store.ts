import { scopeFilter, type Actor, type Db } from '../../../engine/module.ts'
import { escapeLike } from '../like.ts'
import { hazardTable, type HazardRow } from './hazard-row.ts'
import { fromStored, type StoredHazard } from './stored-hazard.ts'

/** Every query on hazard_record that concerns hazards themselves; the figures' are in statistics/. */

export const scopeColumns = {
  district: 'district',
  enterpriseId: 'enterpriseId',
  villageId: 'villageId',
  townshipId: 'townshipId',
  departmentId: 'departmentId',
} as const

/** What a list row needs: no long texts, no photos. */
export const itemColumns = [
  ...(['id', 'number', 'title', 'status', 'level', 'category', 'foundOn', 'deadlineOn', 'reportedOn', 'overdueAt', 'instanceId'] as const),
  ...(['enterpriseId', 'enterpriseName', 'enterpriseUscc', 'townshipId', 'townshipCode', 'townshipName', 'villageId', 'villageCode', 'villageName'] as const),
] as const
export type HazardItemRow = Pick<HazardRow, (typeof itemColumns)[number]>

/** Filters as the store takes them: checked, areas resolved to a column. All combine with AND. */
export type HazardFilter = {
  area?: { column: 'townshipId' | 'villageId'; id: string } | undefined
  enterpriseId?: string | undefined
  statuses: readonly string[]
  level?: string | undefined
  category?: string | undefined
  overdue?: boolean | undefined
  reportedFrom?: string | undefined
  reportedTo?: string | undefined
  text?: string | undefined
}
export type HazardCursor = { reportedOn: string; id: string }

/** The hazard of a running or ended instance, whoever asks: for handlers and cases, where the engine decided access before. */
export async function hazardByInstance(db: Db, instanceId: string): Promise<HazardRow | undefined> {
  const row = await db<StoredHazard>(hazardTable).where({ instanceId }).first<StoredHazard | undefined>()
  return row && fromStored(row)
}

/** A hazard within the actor's scope; undefined for unknown and for other people's alike. */
export async function hazardById(db: Db, actor: Actor, id: string): Promise<HazardRow | undefined> {
  const row = await db<StoredHazard>(hazardTable).where({ id }).where(scopeFilter(actor, scopeColumns)).first<StoredHazard | undefined>()
  return row && fromStored(row)
}

/** One page, newest report first. Asks for one row more than the limit, so that the caller sees whether there is a next page. */
export async function listHazards(
  db: Db,
  actor: Actor,
  filter: HazardFilter,
  { limit, after }: { limit: number; after: HazardCursor | undefined },
): Promise<HazardItemRow[]> {
  const query = matching(db, actor, filter).select<HazardItemRow[]>(...itemColumns)
  if (after) query.whereRaw('(reported_on, id) < (?, ?)', [after.reportedOn, after.id])
  return query
    .orderBy([
      { column: 'reportedOn', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1)
}

/** How many rows match, counted no further than the cap. */
export async function countHazards(db: Db, actor: Actor, filter: HazardFilter, cap: number): Promise<number> {
  const capped = matching(db, actor, filter).select('id').limit(cap).as('capped')
  const [row] = await db.from(capped).count<{ n: number }[]>({ n: '*' })
  return row?.n ?? 0
}

function matching(db: Db, actor: Actor, filter: HazardFilter) {
  const query = db(hazardTable).where(scopeFilter(actor, scopeColumns)).whereIn('status', filter.statuses)
  if (filter.area) query.where(filter.area.column, filter.area.id)
  if (filter.enterpriseId) query.where('enterpriseId', filter.enterpriseId)
  if (filter.level) query.where('level', filter.level)
  if (filter.category) query.where('category', 'like', `${filter.category}%`)
  if (filter.overdue === true) query.where('status', 'rectifying').whereNotNull('overdueAt')
  if (filter.overdue === false) query.where((either) => either.whereNot('status', 'rectifying').orWhereNull('overdueAt'))
  if (filter.reportedFrom) query.where('reportedOn', '>=', filter.reportedFrom)
  if (filter.reportedTo) query.where('reportedOn', '<=', filter.reportedTo)
  if (filter.text) {
    const pattern = `%${escapeLike(filter.text.toLowerCase())}%`
    query.whereRaw(`(lower(number) like ? escape '!' or lower(title) like ? escape '!' or lower(enterprise_name) like ? escape '!')`, [
      pattern,
      pattern,
      pattern,
    ])
  }
  return query
}
