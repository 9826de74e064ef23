import type { Knex } from 'knex'
import { fromJson } from '../db/json.ts'
import { appError } from '../errors.ts'
import type { Claim, CommandAnswer } from './execution.ts'

const keptMs = 24 * 3_600_000

/**
 * What a claim was answered with; undefined when it was never used. A claim older than a day is forgotten, the record itself stays.
 * @throws AppError idempotency.mismatch when it was used with another body
 */
export async function earlierAnswer(db: Knex, { scope, key, bodyHash }: Claim, now: string): Promise<CommandAnswer | undefined> {
  const row: { id: string; bodyHash: string; answer: unknown; at: string } | undefined = await db('command')
    .where({ scope, idempotencyKey: key })
    .first('id', 'bodyHash', 'answer', 'at')
  if (!row) return undefined
  if (Date.parse(now) - Date.parse(row.at) > keptMs) {
    await db('command').where({ id: row.id }).update({ scope: null, idempotencyKey: null })
    return undefined
  }
  if (row.bodyHash !== bodyHash) throw appError('idempotency.mismatch')
  return fromJson(row.answer)
}
