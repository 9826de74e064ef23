import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePeriod } from '../../../../processes/hazard/statistics/period.ts'

describe('a period', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-W01', '2027-01-04', '2027-01-10'],
  ])('%s runs from %s to %s', (text, from, to) => {
    expect(parsePeriod(text)).toEqual({ from, to })
  })

  it.each(['', '26', '2026-13', '2026-00', '2026-1', '2026-Q0', '2026-Q5', '2026-Q01', '2026-W00', '2026-W1', '2027-W53', '2026-01-01', 'x'])(
    '%j is none',
    (text) => {
      expect(parsePeriod(text)).toBeUndefined()
    },
  )

  it('weeks cover every day of sixty years exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2060 }), (year) => {
        const weeks = [year, year + 1].flatMap((of) => weeksOf(of))
        for (const [index, week] of weeks.entries()) {
          const next = weeks[index + 1]
          expect(daysFrom(week.from, week.to)).toBe(6)
          if (next) expect(daysFrom(week.to, next.from)).toBe(1)
        }
      }),
    )
  })

  it('months make up the quarters, and quarters the year', () => {
    const months = Array.from({ length: 12 }, (_, index) => parsePeriod(`2028-${String(index + 1).padStart(2, '0')}`))

    expect([months[0]?.from, months[2]?.to, months[9]?.from, months[11]?.to]).toEqual([
      parsePeriod('2028-Q1')?.from,
      parsePeriod('2028-Q1')?.to,
      parsePeriod('2028-Q4')?.from,
      parsePeriod('2028')?.to,
    ])
  })
})

function weeksOf(year: number) {
  const numbers = Array.from({ length: 53 }, (_, index) => String(index + 1).padStart(2, '0'))
  return numbers.flatMap((number) => parsePeriod(`${year}-W${number}`) ?? [])
}

function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
