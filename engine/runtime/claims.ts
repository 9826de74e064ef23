import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { fromJson, toJson } from '../db/json.ts'
import { AppError, appError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import type { Claim, CommandAnswer } from './execution.ts'

const keptMs = 24 * 3_600_000

/**
 * What a claim was answered with; undefined when it was never used, or longer than a day ago.
 * @throws AppError idempotency.mismatch when it was used with another body, or the refusal it was answered with
 */
export async function earlierAnswer(db: Knex, claim: Claim, now: string): Promise<CommandAnswer | undefined> {
  const { use } = await currentUse(db, claim, now)
  if (!use) return undefined
  if (use.bodyHash !== claim.bodyHash) throw appError('idempotency.mismatch')
  const answer = fromJson<CommandAnswer | { refused: Refusal }>(use.answer)
  if (!('refused' in answer)) return answer
  throw new AppError(answer.refused.code, answer.refused.status, answer.refused.data)
}

type Refusal = { code: string; status: number; data: Record<string, unknown> }

/** A conflict is an answer: who asks again with the same key gets it again, also when the same act would be possible by now. */
export function isKept(error: unknown): error is AppError {
  return error instanceof AppError && error.status === 409 && error.code !== 'instance.busy'
}

/** Keeps a refusal for its claim. It is no step of the case, so it is in no chain. Who was faster with the same claim has answered already. */
export async function keepRefusal(
  db: Knex,
  { claim, actor, error }: { claim: Claim; actor: Actor; error: AppError },
  { id, now }: { id: string; now: string },
): Promise<void> {
  const { scope, key, bodyHash } = await renewed(db, claim, now)
  const refused: Refusal = { code: error.code, status: error.status, data: error.data }
  const row = { id, scope, idempotencyKey: key, bodyHash, tenant: actor.district, actor: actor.userId, act: 'refused', at: now }
  await db('command')
    .insert({ ...row, answer: toJson({ refused }), changes: '[]', events: '[]', previousHash: '', hash: '' })
    .onConflict(['scope', 'idempotency_key'])
    .ignore()
}

/** The claim as it can be used now: one that was forgotten gets a scope of its own, because the record of its first use stays as it is. */
export async function renewed(db: Knex, claim: Claim, now: string): Promise<Claim> {
  return { ...claim, scope: (await currentUse(db, claim, now)).scope }
}

type Use = { id: string; bodyHash: string; answer: unknown; at: string }

async function currentUse(db: Knex, { scope, key }: Claim, now: string): Promise<{ scope: string; use: Use | undefined }> {
  const use: Use | undefined = await db('command').where({ scope, idempotencyKey: key }).first('id', 'bodyHash', 'answer', 'at')
  if (!use || Date.parse(now) - Date.parse(use.at) <= keptMs) return { scope, use }
  const next = createHash('sha256').update(`${scope} ${use.id}`).digest('hex')
  return currentUse(db, { scope: next, key, bodyHash: '' }, now)
}
