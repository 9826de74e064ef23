import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { fromJson } from '../db/json.ts'
import { appError } from '../errors.ts'
import type { Claim, CommandAnswer } from './execution.ts'

const keptMs = 24 * 3_600_000

/**
 * What a claim was answered with; undefined when it was never used, or longer than a day ago.
 * @throws AppError idempotency.mismatch when it was used with another body
 */
export async function earlierAnswer(db: Knex, claim: Claim, now: string): Promise<CommandAnswer | undefined> {
  const { use } = await currentUse(db, claim, now)
  if (use && use.bodyHash !== claim.bodyHash) throw appError('idempotency.mismatch')
  return use && fromJson(use.answer)
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
