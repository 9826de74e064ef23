import { addDurationMs, longestMs, parseDuration } from './duration.ts'

/** ISO 8601 times of timer events. Pure: the caller says what time it is. Nothing throws: what is no time is undefined. */

export const isDuration = (text: string) => addDuration(earliest, text) !== undefined

/** A duration that leads beyond the year 9999 even from here is a slip or an attack. */
const earliest = '2000-01-01T00:00:00.000Z'

/** Adds a duration. @returns ISO instant, or undefined when the text is no duration or leads beyond the year 9999. */
export function addDuration(from: string, text: string): string | undefined {
  const duration = parseDuration(text)
  return duration && instantOf(addDurationMs(Date.parse(from), duration, 1))
}

const instantPattern = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** An ISO day or instant as `2026-03-01T00:00:00.000Z`. Without a zone it is meant in China, wherever the server stands. */
export function parseInstant(text: string): string | undefined {
  const match = instantPattern.exec(text)
  const day = match?.[1] ?? ''
  if (!match || instantOf(Date.parse(`${day}T00:00:00Z`))?.slice(0, 10) !== day) return undefined
  const zone = (match[3] ?? '+08:00').replace(/(\d{2})(\d{2})$/, '$1:$2')
  return instantOf(Date.parse(`${day}${match[2] ?? 'T00:00'}${zone}`))
}

/**
 * `R/PT1H`, `R4/PT1H`, `R3/2026-01-01T00:00:00Z/P1D`, with an end `R3/PT1H/2026-01-02T00:00:00Z`, or between two instants as long as
 * the first interval lasts. `left` is null for endless; nothing fires after `end`.
 */
export type Repetition = { left: number | null; start: string | null; interval: string; end: string | null }

export function parseRepetition(text: string): Repetition | undefined {
  const [mark = '', first = '', second, ...rest] = text.split('/')
  const count = /^R([1-9]\d{0,8})?$/.exec(mark)
  const grid = rest.length > 0 ? undefined : second === undefined ? { start: null, interval: first, end: null } : gridOf(first, second)
  if (!count || grid === undefined || nextFiring(earliest, grid.interval, earliest) === undefined) return undefined
  return { left: count[1] === undefined ? null : Number(count[1]), ...grid }
}

/** What stands behind the count: start and interval, interval and end, or the first two points. */
function gridOf(first: string, second: string): Omit<Repetition, 'left'> | undefined {
  const [start, end] = [parseInstant(first), parseInstant(second)]
  if (start === undefined) return end === undefined ? undefined : { start: null, interval: first, end }
  if (end === undefined) return { start, interval: second, end: null }
  return { start, interval: `PT${(Date.parse(end) - Date.parse(start)) / 1000}S`, end: null }
}

export const isRepetition = (text: string) => parseRepetition(text) !== undefined

/**
 * The next point of a repetition's grid after a firing that was due at `due`: after downtime it is the first point that is still ahead.
 * The grid is counted from its `anchor`, so that a cycle begun on the 31st comes back to the 31st after a short month.
 * @returns undefined when the interval is empty, so that a cycle can not spin, or when the next point lies beyond the year 9999.
 */
export function nextFiring(due: string, interval: string, now: string, anchor = due): string | undefined {
  const duration = parseDuration(interval)
  const start = Date.parse(anchor)
  const after = Math.max(Date.parse(due), Date.parse(now))
  if (!duration || Number.isNaN(after) || !(addDurationMs(start, duration, 1) >= start + 1)) return undefined
  let count = Math.max(1, Math.floor((after - start) / longestMs(duration)))
  while (addDurationMs(start, duration, count) <= after) count++
  return instantOf(addDurationMs(start, duration, count))
}

function instantOf(ms: number): string | undefined {
  return ms >= firstMs && ms <= lastMs ? new Date(ms).toISOString() : undefined
}

/** Instants are compared as text, which holds four digits of year. */
const firstMs = Date.parse('0001-01-01T00:00:00.000Z')
const lastMs = Date.parse('9999-12-31T23:59:59.999Z')
