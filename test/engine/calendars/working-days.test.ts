import { describe, expect, it } from 'vitest'
import { dueAt } from '../../../engine/calendars/due-date.ts'
import { isCoveredYear, isNationalWorkingDay } from '../../../engine/calendars/national-days.ts'
import { addWorkingDays } from '../../../engine/calendars/working-days.ts'

describe('working days by national calendar', () => {
  it.each([
    ['an ordinary Monday', '2026-03-02', true],
    ['an ordinary Sunday', '2026-03-08', false],
    ['the Saturday before Spring Festival 2026, made up for (调休)', '2026-02-14', true],
    ['a Monday in Spring Festival 2026', '2026-02-16', false],
    ['the Saturday after it, made up for', '2026-02-28', true],
    ['National Day', '2026-10-01', false],
    ['the Saturday after National Day week, made up for', '2026-10-10', true],
  ])('%s: %s', (_name, day, working) => {
    expect(isNationalWorkingDay(day)).toBe(working)
  })

  it('know weekends and the days of the law in a year that nobody has announced', () => {
    expect(isCoveredYear(2026)).toBe(true)
    expect(isCoveredYear(2090)).toBe(false)
    expect(isNationalWorkingDay('2090-10-02')).toBe(false)
    expect(isNationalWorkingDay('2090-10-04')).toBe(true)
  })

  it('do not count New Year’s Day before the year is announced', () => {
    expect(addWorkingDays(isNationalWorkingDay, '2030-12-31', 1)).toBe('2031-01-02')
  })
})

describe('counting working days', () => {
  it.each([
    ['over a weekend', '2026-03-06', 1, '2026-03-09'],
    ['onto a made-up Saturday', '2026-02-13', 1, '2026-02-14'],
    ['over Spring Festival with its made-up days', '2026-02-13', 2, '2026-02-24'],
    ['five from a Saturday off', '2026-03-07', 5, '2026-03-13'],
    ['backwards', '2026-03-09', -3, '2026-03-04'],
    ['none, from a working day', '2026-03-09', 0, '2026-03-09'],
    ['none, from a day off: the next working day', '2026-03-07', 0, '2026-03-09'],
  ])('%s: %s and %i is %s', (_name, day, n, expected) => {
    expect(addWorkingDays(isNationalWorkingDay, day, n)).toBe(expected)
  })

  it('refuses a number that can only be a mistake', () => {
    expect(() => addWorkingDays(isNationalWorkingDay, '2026-03-09', 1_000_000)).toThrow(RangeError)
    expect(() => addWorkingDays(isNationalWorkingDay, '2026-03-09', 1.5)).toThrow(RangeError)
  })
})

describe('a time limit', () => {
  const due = (spec: string, from: string) => dueAt(spec, from, isNationalWorkingDay)

  it.each([
    ['working days end with that day in China', '5wd', '2026-03-02T01:00:00.000Z', '2026-03-09T15:59:59.999Z'],
    ['late in the evening in UTC it is the next day in China already', '1wd', '2026-03-02T17:00:00.000Z', '2026-03-04T15:59:59.999Z'],
    ['calendar days count weekends', '3d', '2026-03-06T01:00:00.000Z', '2026-03-09T15:59:59.999Z'],
    ['a duration runs from the instant', 'PT4H', '2026-03-02T01:00:00.000Z', '2026-03-02T05:00:00.000Z'],
    ['days and hours', 'P1DT12H', '2026-03-02T01:00:00.000Z', '2026-03-03T13:00:00.000Z'],
    ['weeks', 'P2W', '2026-03-02T01:00:00.000Z', '2026-03-16T01:00:00.000Z'],
    ['a day means its end', '2026-03-20', '2026-03-02T01:00:00.000Z', '2026-03-20T15:59:59.999Z'],
    ['an instant is itself', '2026-03-20T10:00:00+08:00', '2026-03-02T01:00:00.000Z', '2026-03-20T02:00:00.000Z'],
  ])('%s: %s', (_name, spec, from, expected) => {
    expect(due(spec, from)).toBe(expected)
  })

  it.each(['', 'soon', '5', '-5wd', 'P', 'PT', 'P1M', 'P1Y', '5wd 3d', '99999wd', '2026-13-01'])('%j is refused', (spec) => {
    expect(() => due(spec, '2026-03-02T01:00:00.000Z')).toThrow(expect.objectContaining({ code: 'request.invalid' }))
  })
})
