/** ISO 8601 times of timer events, computed on instants in milliseconds. Pure: the caller says what time it is. */
const durationPattern = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

export const isDuration = (text: string) => durationPattern.test(text)

/** Adds a duration; years and months by the calendar (UTC), the rest by the clock. @returns ISO instant, or undefined when the text is no duration. */
export function addDuration(from: string, text: string): string | undefined {
  const match = durationPattern.exec(text)
  if (!match) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  const date = new Date(from)
  date.setUTCFullYear(date.getUTCFullYear() + years, date.getUTCMonth() + months)
  const sum = date.getTime() + ((weeks * 7 + days) * 24 + hours) * 3_600_000 + minutes * 60_000 + seconds * 1000
  return Number.isFinite(sum) ? new Date(sum).toISOString() : undefined
}

/** `R/PT1H`, `R4/PT1H`, `R3/2026-01-01T00:00:00Z/P1D`. `left` is null for endless. */
export type Repetition = { left: number | null; start: string | null; interval: string }

export function parseRepetition(text: string): Repetition | undefined {
  const [mark = '', ...rest] = text.split('/')
  const count = /^R(\d{0,9})$/.exec(mark)
  const interval = rest.at(-1)
  if (!count || interval === undefined || rest.length > 2 || !isDuration(interval)) return undefined
  const start = rest.length === 2 ? Date.parse(rest[0] ?? '') : null
  if (start !== null && Number.isNaN(start)) return undefined
  return { left: count[1] === '' ? null : Number(count[1]), start: start === null ? null : new Date(start).toISOString(), interval }
}

export const isRepetition = (text: string) => parseRepetition(text) !== undefined

/**
 * The next point of a repetition's grid after a firing that was due at `due`: after downtime it is the first point that is still ahead.
 * @returns undefined when the interval is empty, so that a cycle can not spin.
 */
export function nextFiring(due: string, interval: string, now: string): string | undefined {
  const first = addDuration(due, interval)
  if (first === undefined || first <= due) return undefined
  if (first > now) return first
  const step = Date.parse(first) - Date.parse(due)
  const missed = Math.floor((Date.parse(now) - Date.parse(first)) / step) + 1
  return new Date(Date.parse(first) + missed * step).toISOString()
}
