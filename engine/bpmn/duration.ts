/** Months and years (in months) go by the calendar, the rest by the clock. */
export type Duration = { months: number; ms: number }

const pattern = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const dayMs = 86_400_000

/** Reads an ISO 8601 duration; undefined when it is none. */
export function parseDuration(text: string): Duration | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  return { months: years * 12 + months, ms: (weeks * 7 + days) * dayMs + hours * 3_600_000 + minutes * 60_000 + seconds * 1000 }
}

/** Adds a duration several times to an instant in milliseconds. NaN or infinite when that is beyond any date. */
export function addDurationMs(from: number, duration: Duration, times: number): number {
  return addMonths(from, duration.months * times) + duration.ms * times
}

/** The most that a duration can come to, in milliseconds: no month is longer than 31 days. */
export const longestMs = (duration: Duration) => duration.months * 31 * dayMs + duration.ms

/** Months are people's months: the calendar is China's, which has had one zone and no summer time since 1991. */
const zoneMs = 8 * 3_600_000

/** The same day of a later month, or its last one when it is shorter. */
function addMonths(from: number, months: number): number {
  if (months === 0) return from
  const local = new Date(from + zoneMs)
  const lastDay = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months + 1, 0)).getUTCDate()
  return local.setUTCMonth(local.getUTCMonth() + months, Math.min(local.getUTCDate(), lastDay)) - zoneMs
}
