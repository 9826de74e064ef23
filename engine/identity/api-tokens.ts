import { createHash, randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { addMs, type Clock } from '../clock.ts'
import { appError } from '../errors.ts'
import { newId } from '../ids.ts'
import { createActorCache } from './actor-cache.ts'
import { findActor } from './actor.store.ts'
import type { Actor } from './actor.ts'
import { deleteToken, findToken, insertToken, listTokens } from './api-tokens.store.ts'
import type { TokenView } from './identity.api.ts'

export type ApiTokens = ReturnType<typeof createApiTokens>

const dayMs = 86_400_000

/** Tokens with which programs act as one user (`Authorization: Bearer …`), until they expire or are taken back. */
export function createApiTokens({ db, clock }: { db: Knex; clock: Clock }) {
  const actors = createActorCache({ clock, find: (userId) => findActor(db, { userId }) })

  return {
    /** Who holds this token; undefined when it is unknown, expired, or the person may no longer log in. */
    async actorOf(token: string): Promise<Actor | undefined> {
      const found = await findToken(db, hashOf(token))
      return found === undefined || found.expiresAt <= clock.machineNow() ? undefined : actors.get(found.userId)
    },
    /** @returns the token, which can not be read again. Errors: object.unknown for a user of another district. */
    async create(
      by: Actor,
      { name, username, expiresInDays }: { name: string; username: string; expiresInDays: number },
    ): Promise<TokenView & { token: string }> {
      const holder = await findActor(db, { username })
      if (holder === undefined || holder.district !== by.district) throw appError('object.unknown', { kind: 'user' })
      const token = `cz_${randomBytes(32).toString('base64url')}`
      const createdAt = clock.machineNow()
      const row = { id: newId(), name, createdAt, expiresAt: addMs(createdAt, expiresInDays * dayMs) }
      await insertToken(db, { ...row, tokenHash: hashOf(token), userId: holder.userId, createdBy: by.userId })
      return { ...row, username, token }
    },
    async list(by: Actor): Promise<TokenView[]> {
      const rows = await listTokens(db, by.district)
      return rows.map(({ id, name, username, createdAt, expiresAt }) => ({ id, name, username, createdAt, expiresAt }))
    },
    /** Errors: object.unknown. */
    async remove(by: Actor, id: string): Promise<void> {
      if (!(await listTokens(db, by.district)).some((token) => token.id === id)) throw appError('object.unknown', { kind: 'token' })
      await deleteToken(db, id)
    },
    /** To be called when people, units or rights change. */
    forgetAll: () => actors.clear(),
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
