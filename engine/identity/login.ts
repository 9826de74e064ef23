import type { Knex } from 'knex'
import { addMs, type Clock } from '../clock.ts'
import { appError } from '../errors.ts'
import { newId } from '../ids.ts'
import { verifyPassword } from './passwords.ts'
import { findActor } from './actor.store.ts'
import { findCredentials, insertLogin, latestLogins } from './session.store.ts'

const maxFailures = 5
const lockMs = 30 * 60_000

export type Login = { username: string; password: string; address: string }

/** Who this is. Errors: session.bad_credentials, session.locked { until }. */
export type CheckLogin = (login: Login) => Promise<{ userId: string }>

/**
 * Checks a user name and password. Five failures within half an hour lock the name for half an hour; names that do not exist lock
 * the same way and take the same time, so that the answer never tells who exists. Attempts on one name wait for each other:
 * a hundred guesses at once are still five.
 */
export function checkLogin({ db, clock }: { db: Knex; clock: Clock }): CheckLogin {
  const waiting = new Map<string, Promise<unknown>>()

  return async (login) => {
    const before = waiting.get(login.username) ?? Promise.resolve()
    const mine = before.then(() => attempt({ db, clock }, login))
    const settled = mine.catch(() => undefined)
    waiting.set(login.username, settled)
    try {
      return await mine
    } finally {
      if (waiting.get(login.username) === settled) waiting.delete(login.username)
    }
  }
}

async function attempt({ db, clock }: { db: Knex; clock: Clock }, { username, password, address }: Login): Promise<{ userId: string }> {
  const record = (result: 'ok' | 'failed' | 'locked') => insertLogin(db, { id: newId(), username, result, address: address.slice(0, 60), at: clock.now() })
  const until = await lockedUntil(db, username, clock.now())
  if (until !== undefined) {
    await record('locked')
    throw appError('session.locked', { until })
  }
  const user = await findCredentials(db, username)
  const matches = await verifyPassword(user?.passwordHash, password)
  const active = await findActor(db, { username })
  if (!matches || user === undefined || active === undefined) {
    await record('failed')
    throw appError('session.bad_credentials')
  }
  await record('ok')
  return { userId: user.id }
}

/** The lock is read from the log, so it needs no user and ends by itself. */
async function lockedUntil(db: Knex, username: string, now: string): Promise<string | undefined> {
  const latest = await latestLogins(db, username, addMs(now, -lockMs), maxFailures)
  const newest = latest[0]
  if (newest === undefined || latest.length < maxFailures || latest.some(({ result }) => result !== 'failed')) return undefined
  return addMs(newest.at, lockMs)
}
