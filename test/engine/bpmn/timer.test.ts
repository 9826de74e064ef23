import { describe, expect, it } from 'vitest'
import { addDuration, isDuration, isRepetition, nextFiring, parseInstant, parseRepetition } from '../../../engine/bpmn/timer.ts'

const now = '2026-03-01T00:00:00.000Z'

describe('a duration', () => {
  it.each([
    ['PT15M', '2026-03-01T00:15:00.000Z'],
    ['PT1H30M', '2026-03-01T01:30:00.000Z'],
    ['PT1.5S', '2026-03-01T00:00:01.500Z'],
    ['P1D', '2026-03-02T00:00:00.000Z'],
    ['P2W', '2026-03-15T00:00:00.000Z'],
    ['P1DT12H', '2026-03-02T12:00:00.000Z'],
    ['P1Y2M', '2027-05-01T00:00:00.000Z'],
    ['PT0S', now],
    ['PT36H', '2026-03-02T12:00:00.000Z'],
  ])('%s from the first of March is %s', (duration, expected) => expect(addDuration(now, duration)).toBe(expected))

  it.each([
    ['2026-01-31T04:00:00.000Z', 'P1M', '2026-02-28T04:00:00.000Z'],
    ['2028-01-31T04:00:00.000Z', 'P1M', '2028-02-29T04:00:00.000Z'],
    ['2028-02-29T04:00:00.000Z', 'P1Y', '2029-02-28T04:00:00.000Z'],
    ['2026-03-31T04:00:00.000Z', 'P1M', '2026-04-30T04:00:00.000Z'],
    ['2026-10-31T04:00:00.000Z', 'P4M', '2027-02-28T04:00:00.000Z'],
    ['2026-01-31T04:00:00.000Z', 'P1M1D', '2026-03-01T04:00:00.000Z'],
  ])('from %s, %s ends on the last day of a shorter month: %s', (from, duration, expected) => expect(addDuration(from, duration)).toBe(expected))

  it('counts months by the calendar of China: 1 March 01:00 there is still February in UTC', () => {
    expect(addDuration('2026-02-28T17:00:00.000Z', 'P1M')).toBe('2026-03-31T17:00:00.000Z')
  })

  it.each(['', 'P', 'PT', 'P1', '1D', 'p1d', 'P1H', 'PT1D', 'P-1D', '-P1D', 'P1.5D', 'PT1M1H', 'P1D ', 'tomorrow', 'R3/PT1H', 'P1DT', '5wd'])(
    'is not %j',
    (text) => {
      expect(isDuration(text)).toBe(false)
      expect(addDuration(now, text)).toBe(undefined)
    },
  )

  it.each(['P99999999999Y', 'P8000Y', 'P999999999999999999999D', 'PT99999999999999999999S', `P${'9'.repeat(400)}D`, 'PT8640000000000S', 'P120000M'])(
    '%s leads beyond the year 9999 and is refused',
    (text) => {
      expect(isDuration(text)).toBe(false)
      expect(addDuration(now, text)).toBe(undefined)
    },
  )

  it('added near the end of time is refused, not an exception', () => {
    expect(addDuration('9999-12-31T00:00:00.000Z', 'P2D')).toBe(undefined)
    expect(addDuration('not a time', 'P2D')).toBe(undefined)
  })
})

describe('an instant', () => {
  it.each([
    ['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T08:00:00.123Z', '2026-03-01T08:00:00.123Z'],
    ['2026-03-01T08:00:00+08:00', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T08:00:00.000+0800', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T08:00', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T08:00:00', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01', '2026-02-28T16:00:00.000Z'],
  ])('%s is %s: without a zone it is meant in China', (text, expected) => expect(parseInstant(text)).toBe(expected))

  it.each([
    '',
    '1',
    'March 7',
    '2026',
    '2026-03',
    '2026-13-01',
    '2026-02-30',
    '2025-02-29T00:00:00Z',
    '2026-03-01T25:00:00Z',
    '+012026-03-01T00:00:00Z',
    '10000-01-01',
    '2026/03/01',
    '2026-03-01 08:00',
    'null',
  ])('is not %j', (text) => {
    expect(parseInstant(text)).toBe(undefined)
  })
})

describe('a repetition', () => {
  it('says how often, from when, and how far apart', () => {
    expect(parseRepetition('R4/PT1H')).toEqual({ left: 4, start: null, interval: 'PT1H', end: null })
    expect(parseRepetition('R/P1D')).toEqual({ left: null, start: null, interval: 'P1D', end: null })
    expect(parseRepetition('R3/2026-01-01T00:00:00Z/P1M')).toEqual({ left: 3, start: '2026-01-01T00:00:00.000Z', interval: 'P1M', end: null })
  })

  it('may say until when, or give its first two points', () => {
    expect(parseRepetition('R/PT1H/2026-01-01T00:00:00Z')).toEqual({ left: null, start: null, interval: 'PT1H', end: '2026-01-01T00:00:00.000Z' })
    expect(parseRepetition('R2/2026-01-01T08:00:00+08:00/2026-01-01T08:30:00+08:00')).toEqual({
      left: 2,
      start: '2026-01-01T00:00:00.000Z',
      interval: 'PT1800S',
      end: null,
    })
  })

  it.each([
    'R0/PT1H',
    'R-1/PT1H',
    'R3',
    'R3/',
    'R3/x/PT1H',
    'R3/2026-01-01/x/PT1H',
    'PT1H',
    'R9999999999/PT1H',
    '0 0 9 * * ?',
    'R3/PT1H/x',
    'R3/2026-01-02/2026-01-01',
    'R3/2026-01-02/2026-01-02',
    'R3/2026-01-01/2026-01-02/P1D',
    'R3/PT0S',
    'R/P0D',
    'R2/PT0.0001S',
    '',
  ])('is not %j', (text) => {
    expect(isRepetition(text)).toBe(false)
  })
})

describe('the next firing', () => {
  it('is one interval after the last point', () => {
    expect(nextFiring(now, 'PT1H', '2026-03-01T00:00:03.000Z')).toBe('2026-03-01T01:00:00.000Z')
  })

  it('after downtime is the first point of the grid still ahead', () => {
    expect(nextFiring(now, 'PT1H', '2026-03-02T10:30:00.000Z')).toBe('2026-03-02T11:00:00.000Z')
    expect(nextFiring(now, 'PT1H', '2026-03-02T10:00:00.000Z')).toBe('2026-03-02T11:00:00.000Z')
    expect(nextFiring(now, 'PT1H', '2026-03-02T09:59:59.999Z')).toBe('2026-03-02T10:00:00.000Z')
  })

  it('of a monthly cycle stays on its day through short months and downtime', () => {
    const anchor = '2026-01-31T04:00:00.000Z'

    expect(nextFiring(anchor, 'P1M', anchor, anchor)).toBe('2026-02-28T04:00:00.000Z')
    expect(nextFiring('2026-02-28T04:00:00.000Z', 'P1M', '2026-02-28T04:00:01.000Z', anchor)).toBe('2026-03-31T04:00:00.000Z')
    expect(nextFiring('2026-02-28T04:00:00.000Z', 'P1M', '2026-06-15T00:00:00.000Z', anchor)).toBe('2026-06-30T04:00:00.000Z')
    expect(nextFiring(anchor, 'P1Y', '2032-05-01T00:00:00.000Z', anchor)).toBe('2033-01-31T04:00:00.000Z')
  })

  it('of a cycle per second after ten years of downtime is found at once', () => {
    expect(nextFiring(now, 'PT1S', '2036-03-01T00:00:00.500Z')).toBe('2036-03-01T00:00:01.000Z')
  })

  it('never comes for an empty interval, so that a cycle can not spin', () => {
    expect(nextFiring(now, 'PT0S', now)).toBe(undefined)
    expect(nextFiring(now, 'PT0.0001S', now)).toBe(undefined)
  })

  it('beyond the year 9999 never comes', () => {
    expect(nextFiring('9999-12-01T00:00:00.000Z', 'P1M', now)).toBe(undefined)
    expect(nextFiring(now, 'P7000Y', '9998-01-01T00:00:00.000Z')).toBe(undefined)
    expect(nextFiring(now, 'PT99999999999999999999S', now)).toBe(undefined)
  })
})
