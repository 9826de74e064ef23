import type { Knex } from 'knex'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { deleteDay, findDays, putDay, type CalendarDay } from './calendars.store.ts'
import { calendarYear } from './calendar-year.ts'
import type { CalendarView } from './calendars.api.ts'
import { dueAt } from './due-date.ts'
import { isCoveredYear, isNationalWorkingDay } from './national-days.ts'
import { addWorkingDays } from './working-days.ts'

/** A district's calendar, read at once, so that pure code can ask it without waiting. */
export type DueDates = {
  /** The instant at which a limit (`5wd`, `3d`, `PT4H`) ends that starts at `fromIso`: due-date.ts. */
  resolve(spec: string, fromIso: string): string
  addWorkingDays(day: string, n: number): string
  isWorkingDay(day: string): boolean
}

export type Calendars = {
  forDistrict(district: string): Promise<DueDates>
  addWorkingDays(district: string, day: string, n: number): Promise<string>
  isWorkingDay(district: string, day: string): Promise<boolean>
  year(district: string, year: number): Promise<CalendarView>
  /** `kind: null` takes the district's own day back. */
  put(district: string, day: Omit<CalendarDay, 'kind'> & { kind: CalendarDay['kind'] | null }): Promise<void>
}

const cacheMs = 1_000

/** Working days by national calendar, corrected by the base and then by the district. */
export function createCalendars({ db, clock, log }: { db: Knex; clock: Clock; log: Log }): Calendars {
  const cache = new Map<string, { days: Map<string, CalendarDay>; untilMs: number }>()
  const warn = warnOnce(log)

  const daysOf = async (district: string) => {
    const cached = cache.get(district)
    if (cached !== undefined && cached.untilMs > clock.elapsedMs()) return cached.days
    const days = new Map((await findDays(db, district)).map((day) => [day.day, day]))
    cache.set(district, { days, untilMs: clock.elapsedMs() + cacheMs })
    return days
  }
  const forDistrict: Calendars['forDistrict'] = async (district) => {
    const own = await daysOf(district)
    const isWorkingDay = (day: string) => {
      const special = own.get(day)
      if (special !== undefined) return special.kind === 'work'
      warn(Number(day.slice(0, 4)))
      return isNationalWorkingDay(day)
    }
    return {
      isWorkingDay,
      resolve: (spec, fromIso) => dueAt(spec, fromIso, isWorkingDay),
      addWorkingDays: (day, n) => addWorkingDays(isWorkingDay, day, n),
    }
  }

  return {
    forDistrict,
    addWorkingDays: async (district, day, n) => (await forDistrict(district)).addWorkingDays(day, n),
    isWorkingDay: async (district, day) => (await forDistrict(district)).isWorkingDay(day),
    year: async (district, year) => calendarYear(year, await daysOf(district)),
    async put(district, { day, kind, name }) {
      if (kind === null) await deleteDay(db, district, day)
      else await putDay(db, district, { day, kind, name })
      cache.clear()
    },
  }
}

/** Said once per year: a deadline computed without the holidays of its year may be wrong, and somebody must enter them. */
function warnOnce(log: Log): (year: number) => void {
  const warned = new Set<number>()
  return (year) => {
    if (isCoveredYear(year) || warned.has(year)) return
    warned.add(year)
    log.warn({ year }, 'the holidays of this year are not announced; weekends and the days of the law count as days off until the district enters the others')
  }
}
