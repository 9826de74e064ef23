import { createRequire } from 'node:module'
import { z } from 'zod'
import { statutoryDayName } from './statutory-days.ts'

const require = createRequire(import.meta.url)

/**
 * The State Council's announcements, by day, from the data of the package chinese-days. Not its functions: they compute in the server's
 * time zone, and west of Greenwich give the day before.
 */
const announced = z
  .object({ holidays: z.record(z.string(), z.string()), workdays: z.record(z.string(), z.string()) })
  .parse(require('chinese-days/dist/chinese-days.json'))

const coveredYears = new Set(Object.keys(announced.holidays).map((day) => Number(day.slice(0, 4))))

/** Is the year announced? If not, weekends and the days of the law are off, and nothing is made up for, until the district enters its days. */
export function isCoveredYear(year: number): boolean {
  return coveredYears.has(year)
}

/** Working day by national calendar: weekends and holidays off, make-up days (调休) on. */
export function isNationalWorkingDay(day: string): boolean {
  if (announced.workdays[day] !== undefined) return true
  return !isWeekend(day) && nationalDayName(day) === ''
}

/** Name of a holiday or make-up day in Chinese; empty for ordinary days. The data says `National Day,国庆节,3`. */
export function nationalDayName(day: string): string {
  if (!isCoveredYear(Number(day.slice(0, 4)))) return statutoryDayName(day) ?? ''
  return (announced.holidays[day] ?? announced.workdays[day])?.split(',')[1] ?? ''
}

export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
