import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeKind, parsePeriod, partsOf, periodText, years } from '../../../runtime-ui/features/figures/period.ts'

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-02-28T17:00:00.000Z') }))
afterEach(() => vi.useRealTimers())

describe('a period of the figures', () => {
  it.each(['2026', '2026-Q3', '2026-11'])('is written as it was read: %s', (text) => {
    expect(periodText(parsePeriod(text))).toBe(text)
  })

  it.each(['', '2026-13', '2026-Q5', 'last year', '2026-3'])('is this month, in Shanghai, when the address says nothing sensible: %j', (text) => {
    expect(periodText(parsePeriod(text))).toBe('2026-03')
  })

  it('keeps its place when it is seen as another kind', () => {
    expect(periodText(changeKind(parsePeriod('2025-08'), 'quarter'))).toBe('2025-Q3')
    expect(periodText(changeKind(parsePeriod('2025-Q3'), 'month'))).toBe('2025-07')
    expect(periodText(changeKind(parsePeriod('2025-Q3'), 'year'))).toBe('2025')
    expect(periodText(changeKind(parsePeriod('2025'), 'month'))).toBe('2025-03')
  })

  it('offers five years, and the one that is shown', () => {
    expect(years(2026)).toEqual([2026, 2025, 2024, 2023, 2022])
    expect(years(2019)).toEqual([2026, 2025, 2024, 2023, 2022, 2019])
    expect(partsOf('quarter')).toEqual([1, 2, 3, 4])
    expect(partsOf('year')).toEqual([])
  })
})
