import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dayOf, daysUntil, fileSize, minuteOf, rate } from '../../../runtime-ui/kit/format.ts'

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-03-01T15:59:00.000Z') }))
afterEach(() => vi.useRealTimers())

describe('times and numbers as people read them', () => {
  it('are in Asia/Shanghai, with its day boundary', () => {
    expect(dayOf('2026-03-01T15:59:59.000Z')).toBe('2026-03-01')
    expect(dayOf('2026-03-01T16:00:00.000Z')).toBe('2026-03-02')
    expect(minuteOf('2026-03-01T16:05:00.000Z')).toBe('2026-03-02 00:05')
  })

  it('count days by the calendar, not by 24 hours', () => {
    expect(daysUntil('2026-03-01T16:00:00.000Z')).toBe(1)
    expect(daysUntil('2026-03-01T01:00:00.000Z')).toBe(0)
    expect(daysUntil('2026-02-27T15:00:00.000Z')).toBe(-2)
  })

  it('show a rate with one decimal, and a slash where nothing can be divided', () => {
    expect([rate(66.6667), rate(100), rate(0), rate(null)]).toEqual(['66.7%', '100.0%', '0.0%', '/'])
  })

  it('show file sizes in the unit that fits', () => {
    expect([fileSize(70), fileSize(204_800), fileSize(3_500_000)]).toEqual(['1 KB', '200 KB', '3.3 MB'])
  })
})
