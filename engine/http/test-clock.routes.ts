import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { defineRoute, type Route } from './route.ts'

/** Between these every instant has a year of four digits in every time zone, as the texts that are stored and compared need. */
const isReachable = (iso: string) => iso >= '1970' && iso < '2200'

const moveBody = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }).refine(isReachable) }),
  z.strictObject({
    advanceMs: z
      .number()
      .int()
      .min(0)
      .max(10 * 366 * 86_400_000),
  }),
])

/** Registered with TEST_CLOCK=on only, which a production start refuses. Moving answers when what fell due has run. */
export function testClockRoutes({ clock }: { clock: Clock }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/test/clock',
      right: 'public',
      summary: 'The clock of this test installation',
      handle: async () => ({ body: { now: clock.now() } }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/test/clock',
      right: 'public',
      summary: 'Move the clock and run what fell due',
      body: moveBody,
      async handle({ body }) {
        await ('now' in body ? clock.set(body.now) : clock.advance(body.advanceMs))
        return { body: { now: clock.now() } }
      },
    }),
  ]
}
