import type { Knex } from 'knex'
import { fromJson, toJson } from '../db/json.ts'
import { inTransaction, isUniqueViolation } from '../db/transaction.ts'
import { appError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import { newId } from '../ids.ts'
import { addMs, type Clock } from '../clock.ts'
import type { Reply, RouteRequest } from './route.ts'

type Claim = NonNullable<RouteRequest['idempotency']>
type Once = { db: Knex; clock: Pick<Clock, 'now'>; request: Pick<RouteRequest, 'idempotency' | 'actor'> }

/** How long a key is remembered. */
const keptMs = 24 * 3_600_000

/**
 * Runs a change at most once per Idempotency-Key: the claim, the change and its answer are one transaction, so a crash leaves all
 * or nothing. The same key with the same body gets the first answer again; with another body it is idempotency.mismatch.
 * A change that throws leaves no claim. Only for routes that do not go through the runtime, which claims in its own flush.
 */
export async function once({ db, clock, request }: Once, change: (trx: Knex.Transaction) => Promise<Reply>): Promise<Reply> {
  const claim = request.idempotency
  if (claim === undefined) return inTransaction(db, change)
  const earlier = await answerOf(db, claim, clock.now())
  if (earlier !== undefined) return earlier
  try {
    return await inTransaction(db, async (trx) => {
      const id = newId()
      await insertClaim(trx, claim, { id, actor: request.actor, at: clock.now() })
      const reply = await change(trx)
      await trx('command')
        .where({ id })
        .update({ answer: toJson(stored(reply)) })
      return reply
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const first = await answerOf(db, claim, clock.now())
    if (first === undefined) throw error
    return first
  }
}

/** The answer given before to this key, or undefined; forgets a key that is older than a day. */
async function answerOf(db: Knex, { scope, key, bodyHash }: Claim, now: string): Promise<Reply | undefined> {
  await db('command').where({ scope, idempotencyKey: key }).where('at', '<', addMs(now, -keptMs)).update({ scope: null, idempotencyKey: null })
  const row: { bodyHash: string; answer: unknown } | undefined = await db('command').where({ scope, idempotencyKey: key }).first('bodyHash', 'answer')
  if (row === undefined) return undefined
  if (row.bodyHash !== bodyHash) throw appError('idempotency.mismatch')
  return answered(fromJson<Stored>(row.answer))
}

/** The body as text: PostgreSQL orders the keys of JSON anew, and the answer given again is the first one to the byte. */
type Stored = Omit<Reply, 'body'> & { body?: string }

function stored({ body, ...rest }: Reply): Stored {
  return body === undefined ? rest : { ...rest, body: JSON.stringify(body) }
}

function answered({ body, ...rest }: Stored): Reply {
  return body === undefined ? rest : { ...rest, body: JSON.parse(body) }
}

/** No instance chain for these: they change platform data. The hash columns are empty until such events get a chain of their own. */
async function insertClaim(trx: Knex.Transaction, claim: Claim, { id, actor, at }: { id: string; actor: Actor; at: string }): Promise<void> {
  await trx('command').insert({
    id,
    scope: claim.scope,
    idempotencyKey: claim.key,
    bodyHash: claim.bodyHash,
    tenant: actor.district,
    actor: actor.userId,
    act: 'http',
    at,
    changes: '[]',
    events: '[]',
    previousHash: '',
    hash: '',
  })
}
