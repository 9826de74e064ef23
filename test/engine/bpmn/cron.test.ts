import { describe, expect, it } from 'vitest'
import { isCron, nextCron } from '../../../engine/bpmn/cron.ts'

describe('a cron expression', () => {
  it.each([
    ['0 0/5 * * * ?', '2026-03-01T00:02:00.000Z', '2026-03-01T00:05:00.000Z'],
    ['0 0 9 ? * MON-FRI', '2026-02-28T00:00:00.000Z', '2026-03-02T01:00:00.000Z'],
    ['0 0 9 ? * 2', '2026-03-01T00:00:00.000Z', '2026-03-02T01:00:00.000Z'],
    ['0 0 9 ? * 6#3', '2026-03-01T00:00:00.000Z', '2026-03-20T01:00:00.000Z'],
    ['0 0 9 L * ?', '2026-02-01T00:00:00.000Z', '2026-02-28T01:00:00.000Z'],
    ['0 0 12 15W * ?', '2026-03-01T00:00:00.000Z', '2026-03-16T04:00:00.000Z'],
    ['0 10/15,30 8-9 * * ?', '2026-03-01T00:30:00.000Z', '2026-03-01T00:40:00.000Z'],
    ['0 0 0 1 1 ? 2030', '2026-03-01T00:00:00.000Z', '2029-12-31T16:00:00.000Z'],
  ])('of Quartz, %s, goes by the clocks of China and counts weekdays from Sunday = 1', (text, after, next) => {
    expect(isCron(text)).toBe(true)
    expect(nextCron(text, after)).toBe(next)
  })

  it.each([
    ['*/10 * * * *', '2026-03-01T00:00:00.000Z', '2026-03-01T00:10:00.000Z'],
    ['0 9 * * 1', '2026-03-01T00:00:00.000Z', '2026-03-02T01:00:00.000Z'],
    ['0 0 1 * 1', '2026-03-02T00:00:00.000Z', '2026-03-08T16:00:00.000Z'],
  ])('of Unix, %s, counts them from Sunday = 0 and takes either day', (text, after, next) => {
    expect(nextCron(text, after)).toBe(next)
  })

  it('that fires exactly now fires next time', () => {
    expect(nextCron('0 0 9 * * ?', '2026-03-01T01:00:00.000Z')).toBe('2026-03-02T01:00:00.000Z')
  })

  it('may come no more', () => {
    expect(nextCron('0 0 0 1 1 ? 2025', '2026-03-01T00:00:00.000Z')).toBe(undefined)
    expect(nextCron('0 0 0 30 2 ?', '2026-03-01T00:00:00.000Z')).toBe(undefined)
  })

  it.each(['', 'sometimes', '* * * *', '0 0 25 * * ?', 'R3/PT1H', '0 0 9 * * ? 2026 1', '@daily'])('is not %j', (text) => {
    expect(isCron(text)).toBe(false)
    expect(nextCron(text, '2026-03-01T00:00:00.000Z')).toBe(undefined)
  })
})
