import { addDays } from '../self-report/days.ts'

/** First and last calendar day, both included. */
export type Period = { from: string; to: string }

/**
 * Calendar days of YYYY, YYYY-Qn, YYYY-MM or YYYY-Wnn (ISO 8601 weeks: Monday to Sunday, week 1 holds 4 January).
 * @returns undefined when the text is none of them, or names a week 53 that its year does not have.
 */
export function parsePeriod(text: string): Period | undefined {
  const year = text.slice(0, 4)
  const n = Number(text.slice(-2).replace('Q', ''))
  if (/^\d{4}$/.test(text)) return months(year, 1, 12)
  if (/^\d{4}-Q[1-4]$/.test(text)) return months(year, n * 3 - 2, n * 3)
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return months(year, n, n)
  return /^\d{4}-W\d\d$/.test(text) ? week(year, n) : undefined
}

function months(year: string, first: number, last: number): Period {
  const end = new Date(Date.UTC(Number(year), last, 0)).toISOString().slice(0, 10)
  return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: end }
}

function week(year: string, n: number): Period | undefined {
  const from = addDays(firstMonday(year), (n - 1) * 7)
  const thursday = addDays(from, 3)
  return n >= 1 && thursday.startsWith(year) ? { from, to: addDays(from, 6) } : undefined
}

/** The Monday of ISO week 1: of the week in which 4 January lies. */
function firstMonday(year: string): string {
  const fourth = `${year}-01-04`
  const weekday = new Date(`${fourth}T00:00:00.000Z`).getUTCDay() || 7
  return addDays(fourth, 1 - weekday)
}
