import type { Knex } from 'knex'
import { DBError } from 'objection'

/** Runs `fn` in a transaction; inside another transaction, in a savepoint of it. Commits when `fn` resolves, rolls back when it rejects. */
export function inTransaction<T>(db: Knex | Knex.Transaction, fn: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return db.transaction(fn)
}

/** True when a unique index or primary key refused a row, on either database, from knex, objection or a borrowed connection. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, message } = nativeError(error)
  return code === '23505' || (code === 'SQLITE_CONSTRAINT' && message.includes('UNIQUE constraint failed'))
}

/** True when the database has no room to write. */
export function isStorageFull(error: unknown): boolean {
  const { code } = nativeError(error)
  return code === '53100' || code === 'SQLITE_FULL'
}

function nativeError(error: unknown): { code: unknown; message: string } {
  const native = error instanceof DBError ? error.nativeError : error
  if (!(native instanceof Error)) return { code: undefined, message: '' }
  return { code: 'code' in native ? native.code : undefined, message: native.message }
}
