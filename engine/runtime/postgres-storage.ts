import type pg from 'pg'
import type { PostgresDatabase } from '../db/database.ts'
import { stateFromRows, type InstanceRows } from './load.ts'
import type { Flush, FlushResult, TransactionalStorage } from './storage.ts'

/** The hot path on PostgreSQL: one round trip to load (load_v1) and one to write (flush_v2, or flush_many_v2 for a train). */
export function postgresStorage(database: PostgresDatabase): TransactionalStorage {
  return {
    inTransaction: (fn) =>
      database.knex.transaction(async (trx) => {
        const client: pg.Client = await trx.client.acquireConnection()
        const lock = async (id: string) => void (await client.query('select 1 from instance where id = $1 for update', [id]))
        return fn(trx, { lock, load: (id) => loadOn(client, id), flush: (item) => flushOn(client, item) })
      }),
    load: (instanceId) => database.borrow((client) => loadOn(client, instanceId)),
    flushMany: (items) => database.borrow((client) => (items.length === 1 ? single(client, items) : train(client, items))),
  }
}

async function single(client: pg.Client, [item]: Flush[]): Promise<FlushResult[]> {
  return item ? [await flushOn(client, item)] : []
}

/** Inside the caller's transaction, or as a transaction of its own. */
async function flushOn(client: Pick<pg.Client, 'query'>, item: Flush): Promise<FlushResult> {
  const { rows } = await client.query<{ result: FlushResult }>({
    name: 'flush_v2',
    text: 'select flush_v2($1::jsonb) as result',
    values: [JSON.stringify(item)],
  })
  return rows[0]?.result ?? 'conflict'
}

/** Sorted by instance so that two trains never wait for each other; when one member breaks the train, each goes alone. */
async function train(client: pg.Client, items: Flush[]): Promise<(FlushResult | Error)[]> {
  const order = items.map((_, index) => index).sort((left, right) => (String(items[left]?.instance['id']) < String(items[right]?.instance['id']) ? -1 : 1))
  const sorted = order.map((index) => items[index])
  const results: (FlushResult | Error)[] = items.map(() => 'conflict')
  try {
    const answer = await client.query<{ results: FlushResult[] }>({
      name: 'flush_many_v2',
      text: 'select flush_many_v2($1::jsonb) as results',
      values: [JSON.stringify(sorted)],
    })
    answer.rows[0]?.results.forEach((result, position) => (results[order[position] ?? 0] = result))
    return results
  } catch {
    for (const [index, item] of items.entries()) results[index] = await flushOn(client, item).catch((error: Error) => error)
    return results
  }
}

async function loadOn(client: pg.Client, instanceId: string) {
  const { rows } = await client.query<{ rows: InstanceRows | null }>({ name: 'load_v1', text: 'select load_v1($1) as rows', values: [instanceId] })
  const found = rows[0]?.rows
  return found ? stateFromRows(found) : undefined
}
