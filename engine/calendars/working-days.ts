import { addDays } from '../clock.ts'

/** Says for each day whether offices work. */
export type IsWorkingDay = (day: string) => boolean

/** A time limit longer than this is a mistake, and counting it would take long. */
const maxDays = 2_000

/**
 * The nth working day after `day` (before it when n is negative). Zero gives the day itself when it is one, else the next one.
 * @example addWorkingDays(isWorking, '2026-02-13', 1) is '2026-02-14', a Saturday on which people work before Spring Festival
 */
export function addWorkingDays(isWorkingDay: IsWorkingDay, day: string, n: number): string {
  if (!Number.isInteger(n) || Math.abs(n) > maxDays) throw new RangeError(`working days: ${n}`)
  if (n === 0) return isWorkingDay(day) ? day : addWorkingDays(isWorkingDay, day, 1)
  const step = n < 0 ? -1 : 1
  let at = day
  for (let left = Math.abs(n); left > 0;) {
    at = addDays(at, step)
    if (isWorkingDay(at)) left -= 1
  }
  return at
}
