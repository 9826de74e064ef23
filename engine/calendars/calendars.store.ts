import type { Db } from '../module.ts'

/** A day on which a district differs from the national calendar. */
export type CalendarDay = { day: string; kind: 'work' | 'off'; name: string }

/** Base days (district '') first, so that the district's own win. */
export async function findDays(db: Db, district: string): Promise<CalendarDay[]> {
  const rows: CalendarDay[] = await db('calendar_day')
    .whereIn('district', ['', district])
    .orderBy('district')
    .orderBy('day')
    .limit(10_000)
    .select('day', 'kind', 'name')
  return rows
}

export async function putDay(db: Db, district: string, day: CalendarDay): Promise<void> {
  await db('calendar_day')
    .insert({ district, ...day })
    .onConflict(['district', 'day'])
    .merge()
}

export async function deleteDay(db: Db, district: string, day: string): Promise<void> {
  await db('calendar_day').where({ district, day }).delete()
}
