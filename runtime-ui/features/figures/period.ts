import { today } from '../../kit/format.ts'
import { thursdayOf, weekOf, weeksIn } from './iso-week.ts'

export type PeriodKind = 'week' | 'month' | 'quarter' | 'year'
export type Period = { kind: PeriodKind; year: number; part: number }

/** Reads YYYY, YYYY-Qn, YYYY-MM or YYYY-Wnn (ISO 8601); anything else is this month. */
export function parsePeriod(text: string): Period {
  const match = /^(\d{4})(?:-(?:Q([1-4])|W(0[1-9]|[1-4]\d|5[0-3])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!match) return thisMonth()
  const [year, quarter, week, month] = match.slice(1).map(Number)
  if (!year) return thisMonth()
  if (quarter) return { kind: 'quarter', year, part: quarter }
  if (week) return week <= weeksIn(year) ? { kind: 'week', year, part: week } : thisMonth()
  return month ? { kind: 'month', year, part: month } : { kind: 'year', year, part: 1 }
}

export function periodText({ kind, year, part }: Period): string {
  const twoDigits = String(part).padStart(2, '0')
  return { year: `${year}`, quarter: `${year}-Q${part}`, month: `${year}-${twoDigits}`, week: `${year}-W${twoDigits}` }[kind]
}

/** The same place in time, seen in another width: March is in the first quarter. A year is seen where today is in it. */
export function changeKind(period: Period, kind: PeriodKind): Period {
  if (kind === period.kind) return period
  return kind === 'week' ? { kind, ...weekOf(dayIn(period)) } : changeTo(kind, dayIn(period))
}

/** The same kind in another year; a week 53 becomes the last week of a year that has 52. */
export function changeYear(period: Period, year: number): Period {
  return { ...period, year, part: period.kind === 'week' ? Math.min(period.part, weeksIn(year)) : period.part }
}

export function partsOf({ kind, year }: Period): number[] {
  const count = { week: weeksIn(year), month: 12, quarter: 4, year: 0 }[kind]
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** Years to choose from: this one and the four before. */
export function years(chosen: number): number[] {
  const current = thisMonth().year
  const offered = Array.from({ length: 5 }, (_, index) => current - index)
  return offered.includes(chosen) ? offered : [...offered, chosen].sort((a, b) => b - a)
}

/** A day that stands for the period: today where it lies within, else an early one: the week of a 4th has most of its days in that month. */
function dayIn(period: Period): string {
  const { kind, year, part } = period
  if (kind === 'week') return thursdayOf(year, part)
  const now = changeTo(kind, today())
  if (now.year === year && now.part === part) return today()
  const month = { year: thisMonth().part, quarter: part * 3 - 2, month: part }[kind]
  return `${year}-${String(month).padStart(2, '0')}-04`
}

function changeTo(kind: Exclude<PeriodKind, 'week'>, day: string): Period {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return { kind, year, part: { year: 1, quarter: Math.ceil(month / 3), month }[kind] }
}

function thisMonth(): Period {
  return changeTo('month', today())
}
