import { today } from '../../kit/format.ts'

export type PeriodKind = 'month' | 'quarter' | 'year'
export type Period = { kind: PeriodKind; year: number; part: number }

/** Reads YYYY, YYYY-Qn or YYYY-MM; anything else is this month. */
export function parsePeriod(text: string): Period {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!match) return thisMonth()
  const year = Number(match[1])
  if (match[2]) return { kind: 'quarter', year, part: Number(match[2]) }
  return match[3] ? { kind: 'month', year, part: Number(match[3]) } : { kind: 'year', year, part: 1 }
}

export function periodText({ kind, year, part }: Period): string {
  if (kind === 'year') return String(year)
  return kind === 'quarter' ? `${year}-Q${part}` : `${year}-${String(part).padStart(2, '0')}`
}

/** The same place in time, seen in another width: March is in the first quarter. */
export function changeKind(period: Period, kind: PeriodKind): Period {
  const month = period.kind === 'month' ? period.part : period.kind === 'quarter' ? period.part * 3 - 2 : thisMonth().part
  return { kind, year: period.year, part: kind === 'month' ? month : kind === 'quarter' ? Math.ceil(month / 3) : 1 }
}

export function partsOf(kind: PeriodKind): number[] {
  const count = { month: 12, quarter: 4, year: 0 }[kind]
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** Years to choose from: this one and the four before. */
export function years(chosen: number): number[] {
  const current = thisMonth().year
  const offered = Array.from({ length: 5 }, (_, index) => current - index)
  return offered.includes(chosen) ? offered : [...offered, chosen].sort((a, b) => b - a)
}

function thisMonth(): Period {
  const [year, month] = today().split('-').map(Number)
  return { kind: 'month', year: year ?? 2026, part: month ?? 1 }
}
