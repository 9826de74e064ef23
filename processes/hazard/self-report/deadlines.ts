import type { Engine } from '../../../engine/module.ts'
import { overdueAfterKey, type Span } from '../settings.ts'
import { addDays, endOfDay, lastInstantOf } from './days.ts'

/** Due and overdue instants of a rectification. Both are null while nothing is to be rectified. */
export type RectifyTimes = { rectifyDueAt: string | null; overdueAt: string | null }

/** The deadline's own day is still in time; the district's setting says how long after it a hazard becomes overdue. */
export async function rectifyTimes(engine: Engine, district: string, deadlineOn: string | null): Promise<RectifyTimes> {
  if (deadlineOn === null) return { rectifyDueAt: null, overdueAt: null }
  const grace = await engine.settings.get<Span>(district, overdueAfterKey)
  return { rectifyDueAt: lastInstantOf(deadlineOn), overdueAt: endOfDay(await after(engine, district, deadlineOn, grace)) }
}

/** A day so much later, in calendar days or in working days of the district's calendar (with 调休). */
export async function after(engine: Engine, district: string, day: string, span: Span): Promise<string> {
  if (span.amount === 0) return day
  return span.unit === 'wd' ? engine.calendars.addWorkingDays(district, day, span.amount) : addDays(day, span.amount)
}
