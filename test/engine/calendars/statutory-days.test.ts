import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { statutoryDayName } from '../../../engine/calendars/statutory-days.ts'

const announced: { holidays: Record<string, string> } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json')

describe('the days that are off by law', () => {
  const daysOf = (year: number) => {
    const days = Array.from({ length: 366 }, (_, n) => new Date(Date.UTC(year, 0, 1 + n)).toISOString().slice(0, 10))
    return days.filter((day) => day.startsWith(String(year)) && statutoryDayName(day) !== undefined)
  }

  it('are thirteen a year, by sun and moon', () => {
    expect(daysOf(2027)).toEqual([
      '2027-01-01',
      ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'],
      '2027-04-05',
      ...['2027-05-01', '2027-05-02'],
      '2027-06-09',
      '2027-09-15',
      ...['2027-10-01', '2027-10-02', '2027-10-03'],
    ])
  })

  it.each([2025, 2026])('lie within what was announced for %i', (year) => {
    expect(daysOf(year).filter((day) => announced.holidays[day] === undefined)).toEqual([])
  })
})
