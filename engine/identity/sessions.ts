import { createHash, randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { addMs, type Clock } from '../clock.ts'
import { appError } from '../errors.ts'
import type { Actor } from './actor.ts'
import { findActor } from './actor.store.ts'
import type { CheckLogin } from './login.ts'
import { deleteEndedSessions, deleteSession, findSession, insertSession, touchSession } from './session.store.ts'

const idleMs = 8 * 3_600_000
const absoluteMs = 7 * 24 * 3_600_000
/** How far the stored time of last use may lag behind, so that reading does not mean writing. */
const touchMs = 5 * 60_000
/** How long another node may not know of a log-out or a changed right. */
const cacheMs = 1_000

export type Sessions = {
  /** @returns the token for the cookie. Errors: session.bad_credentials, session.locked { until }. */
  logIn(login: { username: string; password: string; address: string; earlierToken: string | undefined }): Promise<{ token: string; actor: Actor }>
  /** Who holds this token; undefined when it is unknown, ended, or the person may no longer log in. */
  actorOf(token: string): Promise<Actor | undefined>
  logOut(token: string): Promise<void>
  /** To be called when people, units or rights change. */
  forgetAll(): void
}

/** Sessions are rows that hold only a hash of the token: who reads the database cannot use one. */
export function createSessions({ db, clock, check }: { db: Knex; clock: Clock; check: CheckLogin }): Sessions {
  const cache = new Map<string, { actor: Actor; endsAt: string; untilMs: number }>()

  const load = async (idHash: string) => {
    const session = await findSession(db, idHash)
    const now = clock.machineNow()
    if (session === undefined || endOf(session) <= now) return undefined
    const actor = await findActor(db, { userId: session.userId })
    if (actor === undefined) return undefined
    if (session.seenAt < addMs(now, -touchMs)) await touchSession(db, idHash, now)
    if (cache.size > 20_000) cache.clear()
    cache.set(idHash, { actor, endsAt: endOf(session), untilMs: clock.elapsedMs() + cacheMs })
    return actor
  }

  return {
    async logIn({ earlierToken, ...login }) {
      const { userId } = await check(login)
      const actor = await findActor(db, { userId })
      if (actor === undefined) throw appError('session.bad_credentials')
      if (earlierToken !== undefined) await this.logOut(earlierToken)
      const now = clock.machineNow()
      const token = randomBytes(32).toString('base64url')
      await deleteEndedSessions(db, userId, { now, idleSince: addMs(now, -idleMs) })
      await insertSession(db, { idHash: hashOf(token), userId, createdAt: now, seenAt: now, expiresAt: addMs(now, absoluteMs) })
      return { token, actor }
    },
    async actorOf(token) {
      const idHash = hashOf(token)
      const cached = cache.get(idHash)
      if (cached !== undefined && cached.untilMs > clock.elapsedMs() && cached.endsAt > clock.machineNow()) return cached.actor
      cache.delete(idHash)
      return load(idHash)
    },
    async logOut(token) {
      await deleteSession(db, hashOf(token))
      cache.delete(hashOf(token))
    },
    forgetAll: () => cache.clear(),
  }
}

function endOf({ seenAt, expiresAt }: { seenAt: string; expiresAt: string }): string {
  const idleEnd = addMs(seenAt, idleMs)
  return idleEnd < expiresAt ? idleEnd : expiresAt
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
