import type { Knex } from 'knex'

/** Inside a transaction only its own connection may be used; what had to be looked up elsewhere is known from before. */
export type Within = { trx: Knex.Transaction; looked: ReadonlyMap<string, unknown> }

/** Leaves the transaction, so that the answer can be looked up without holding a connection. */
export class NeedsLookup extends Error {
  readonly key: string
  readonly look: () => Promise<unknown>
  constructor(key: string, look: () => Promise<unknown>) {
    super(`to be looked up: ${key}`)
    this.key = key
    this.look = look
  }
}

/**
 * Answers a question that goes to the database through other services. Asking them while a transaction holds a connection would wait for
 * ever where that is the only one (SQLite) or where all are held by steps that wait like this one. So the step starts again with the answer.
 */
export async function lookUp<T>(within: Within | undefined, question: unknown, look: () => Promise<T>): Promise<T> {
  if (!within) return look()
  const key = JSON.stringify(question)
  if (!within.looked.has(key)) throw new NeedsLookup(key, look)
  return within.looked.get(key) as T
}
