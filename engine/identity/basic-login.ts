import { createHmac, randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import { createActorCache } from './actor-cache.ts'
import { findActor } from './actor.store.ts'
import type { Actor } from './actor.ts'
import type { CheckLogin } from './login.ts'

/** How long a checked password is taken as right without computing its slow hash again. */
const rememberedMs = 5 * 60_000

type Given = { username: string; password: string; address: string }

export type BasicLogin = {
  /** Who this name and password belong to; undefined when the person may no longer log in. Errors: session.bad_credentials, session.locked, request.rate_limited. */
  actorOf(given: Given): Promise<Actor | undefined>
  /** To be called when people, units, rights or passwords change. */
  forgetAll(): void
}

/**
 * HTTP Basic: a program sends name and password with every request. Failures count like those of a log-in. What was right is
 * remembered under a hash with a key that only this process has, never the password itself.
 */
export function createBasicLogin({ db, clock, check }: { db: Knex; clock: Clock; check: CheckLogin }): BasicLogin {
  const key = randomBytes(32)
  const checked = new Map<string, { userId: Promise<string>; untilMs: number }>()
  const actors = createActorCache({ clock, find: (userId) => findActor(db, { userId }) })
  const limit = createRateLimit({ clock, perMinute: 60 })

  async function userOf(given: Given): Promise<string> {
    const print = createHmac('sha256', key)
      .update(JSON.stringify([given.username, given.password]))
      .digest('base64')
    const known = checked.get(print)
    if (known !== undefined && known.untilMs > clock.elapsedMs()) return known.userId
    if (checked.size > 10_000) checked.clear()
    // Requests that come at once wait for one computation.
    const userId = checkNow(given).catch((error: unknown) => {
      checked.delete(print)
      throw error
    })
    checked.set(print, { userId, untilMs: clock.elapsedMs() + rememberedMs })
    return userId
  }

  async function checkNow(given: Given): Promise<string> {
    limit.check(given.address)
    const { userId } = await check(given).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'session.bad_credentials') limit.countFailure(given.address)
      throw error
    })
    return userId
  }

  return {
    actorOf: async (given) => actors.get(await userOf(given)),
    forgetAll() {
      checked.clear()
      actors.clear()
    },
  }
}
