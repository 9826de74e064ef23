import { scopeFilter, type Actor, type Db } from '../../../engine/module.ts'
import { countedStatuses, rectifiedStatuses } from '../self-report/figures.ts'
import { hazardTable } from '../self-report/hazard-row.ts'
import { scopeColumns } from '../self-report/hazards.store.ts'
import type { Period } from './period.ts'

type By = 'townshipId' | 'villageId'
export type RowCounts = { place: string; found: number; rectified: number; major: number; majorRectified: number }

/** How many enterprises of each place reported at least one hazard that counts. */
export async function countReporting(db: Db, actor: Actor, { from, to }: Period, by: By): Promise<Map<string, number>> {
  const rows = await counted(db, actor, { from, to }).groupBy(by).countDistinct<{ place: string; n: number }[]>({ n: 'enterpriseId' }).select({ place: by })
  return new Map(rows.map(({ place, n }) => [place, n]))
}

/** The same figures counted from the rows: for scopes that the deltas have no dimension for, such as a department. */
export async function countHazardRows(db: Db, actor: Actor, period: Period, by: By): Promise<RowCounts[]> {
  const rectified = rectifiedStatuses.map(() => '?').join(', ')
  const sum = (name: string, condition: string, bindings: readonly string[]) =>
    db.raw(`sum(case when ${condition} then 1 else 0 end) as ${name}`, [...bindings])
  return counted(db, actor, period)
    .groupBy(by)
    .select<RowCounts[]>(
      { place: by },
      db.raw('count(*) as found'),
      sum('rectified', `status in (${rectified})`, rectifiedStatuses),
      sum('major', `level = 'major'`, []),
      sum('major_rectified', `level = 'major' and status in (${rectified})`, rectifiedStatuses),
    )
}

function counted(db: Db, actor: Actor, { from, to }: Period) {
  return db(hazardTable).where(scopeFilter(actor, scopeColumns)).whereBetween('reportedOn', [from, to]).whereIn('status', countedStatuses)
}
