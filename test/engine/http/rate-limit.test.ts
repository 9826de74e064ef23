import { expect, it } from 'vitest'
import { createRateLimit } from '../../../engine/http/rate-limit.ts'

const clockAt = (start: number) => {
  let elapsed = start
  return { elapsedMs: () => elapsed, pass: (ms: number) => void (elapsed += ms) }
}

it('an address that fails too often in a minute waits until the minute is over', () => {
  const clock = clockAt(0)
  const limit = createRateLimit({ clock, perMinute: 3 })
  for (let failure = 0; failure < 3; failure += 1) limit.countFailure('10.0.0.1')
  clock.pass(20_000)

  expect(() => limit.check('10.0.0.1')).toThrow(expect.objectContaining({ code: 'request.rate_limited', data: { seconds: 40 } }))
  expect(() => limit.check('10.0.0.2')).not.toThrow()

  clock.pass(40_000)
  expect(() => limit.check('10.0.0.1')).not.toThrow()
})
