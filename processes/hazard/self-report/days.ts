const shanghaiOffsetMs = 8 * 3_600_000
const dayMs = 24 * 3_600_000

/** The calendar day in Asia/Shanghai (no daylight saving) of an instant. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + shanghaiOffsetMs).toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** The instant at which the day is over in Asia/Shanghai. */
export function endOfDay(day: string): string {
  return `${day}T16:00:00.000Z`
}

/** The last instant that still belongs to the day: what a due date shows, so that it reads as the deadline's own day. */
export function lastInstantOf(day: string): string {
  return `${day}T15:59:59.999Z`
}
