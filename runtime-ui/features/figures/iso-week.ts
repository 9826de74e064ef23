/** Weeks as ISO 8601 counts them: Monday to Sunday, and the week belongs to the year in which its Thursday lies. Days are YYYY-MM-DD. */

const dayMs = 86_400_000

export function weekOf(day: string): { year: number; part: number } {
  const thursday = sameWeeksThursday(Date.parse(day))
  const year = new Date(thursday).getUTCFullYear()
  return { year, part: Math.floor((thursday - Date.UTC(year, 0, 1)) / dayMs / 7) + 1 }
}

/** 52, or 53 in years that begin or (leap years) end with a Thursday. 28 December always lies in the last week. */
export function weeksIn(year: number): number {
  return weekOf(`${year}-12-28`).part
}

/** The Thursday of a week: it lies in the week's own year, and in the month that has most of the week. */
export function thursdayOf(year: number, part: number): string {
  return dayOf(firstThursday(year) + (part - 1) * 7 * dayMs)
}

export function mondayOf(year: number, part: number): string {
  return dayOf(firstThursday(year) + ((part - 1) * 7 - 3) * dayMs)
}

/** 4 January always lies in the first week. */
function firstThursday(year: number): number {
  return sameWeeksThursday(Date.UTC(year, 0, 4))
}

function sameWeeksThursday(at: number): number {
  const weekday = new Date(at).getUTCDay() || 7
  return at + (4 - weekday) * dayMs
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
