import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mondayOf, thursdayOf, weekOf } from '../../../runtime-ui/features/figures/iso-week.ts'
import { changeKind, changeYear, parsePeriod, partsOf, periodText, years } from '../../../runtime-ui/features/figures/period.ts'

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-02-28T17:00:00.000Z') }))
afterEach(() => vi.useRealTimers())

describe('a period of the figures', () => {
  it.each(['2026', '2026-Q3', '2026-11', '2026-W09', '2026-W53'])('is written as it was read: %s', (text) => {
    expect(periodText(parsePeriod(text))).toBe(text)
  })

  it.each(['', '2026-13', '2026-Q5', 'last year', '2026-3', '2026-W00', '2026-W54', '2025-W53'])(
    'is this month, in Shanghai, when the address says nothing sensible: %j',
    (text) => {
      expect(periodText(parsePeriod(text))).toBe('2026-03')
    },
  )

  it('keeps its place when it is seen as another kind', () => {
    expect(periodText(changeKind(parsePeriod('2025-08'), 'quarter'))).toBe('2025-Q3')
    expect(periodText(changeKind(parsePeriod('2025-Q3'), 'month'))).toBe('2025-07')
    expect(periodText(changeKind(parsePeriod('2025-Q3'), 'year'))).toBe('2025')
    expect(periodText(changeKind(parsePeriod('2025'), 'month'))).toBe('2025-03')
    expect(periodText(changeKind(parsePeriod('2026-03'), 'week'))).toBe('2026-W09')
    expect(periodText(changeKind(parsePeriod('2025-08'), 'week'))).toBe('2025-W32')
    expect(periodText(changeKind(parsePeriod('2026-W40'), 'month'))).toBe('2026-10')
    expect(periodText(changeKind(parsePeriod('2026-W01'), 'year'))).toBe('2026')
  })

  it('counts weeks as ISO 8601 does, over the end of the year', () => {
    expect(periodText(changeKind(parsePeriod('2024-12'), 'week'))).toBe('2024-W49')
    expect([weekOf('2024-12-30'), weekOf('2027-01-03'), weekOf('2027-01-04')]).toEqual([
      { year: 2025, part: 1 },
      { year: 2026, part: 53 },
      { year: 2027, part: 1 },
    ])
    expect([mondayOf(2025, 1), thursdayOf(2025, 1)]).toEqual(['2024-12-30', '2025-01-02'])
  })

  it('moves a week 53 to the last week of a year without one', () => {
    expect(periodText(changeYear(parsePeriod('2026-W53'), 2025))).toBe('2025-W52')
    expect(periodText(changeYear(parsePeriod('2026-Q2'), 2025))).toBe('2025-Q2')
  })

  it('offers five years, and the one that is shown', () => {
    expect(years(2026)).toEqual([2026, 2025, 2024, 2023, 2022])
    expect(years(2019)).toEqual([2026, 2025, 2024, 2023, 2022, 2019])
    expect(partsOf(parsePeriod('2026-Q1'))).toEqual([1, 2, 3, 4])
    expect(partsOf(parsePeriod('2026'))).toEqual([])
    expect([partsOf(parsePeriod('2026-W01')).length, partsOf(parsePeriod('2025-W01')).length]).toEqual([53, 52])
  })
})
