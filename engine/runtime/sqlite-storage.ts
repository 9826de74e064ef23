import type { SqliteConnection, SqliteRow } from '../db/sqlite-connection.ts'
import type { SqliteDatabase } from '../db/database.ts'
import type { InstanceState } from '../execution/state.ts'
import { stateFromRows, type InstanceRows } from './load.ts'
import { keyOf, type Columns, type Flush, type FlushResult, type TransactionalStorage } from './storage.ts'

/**
 * The hot path on SQLite: cached statements on the pool's one connection, in one synchronous block between BEGIN
 * IMMEDIATE and COMMIT, so that nothing can come between; a savepoint per member of a train.
 */
export function sqliteStorage(database: SqliteDatabase): TransactionalStorage {
  return {
    inTransaction: (fn) =>
      database.knex.transaction(async (trx) => {
        const connection: SqliteConnection = await trx.client.acquireConnection()
        return fn(trx, { lock: async () => {}, load: async (id) => loadOn(connection, id), flush: async (item) => flushOn(connection, item) })
      }),
    load: (instanceId) => database.borrow((connection) => loadOn(connection, instanceId)),
    flushMany: (items) => database.borrow((connection) => flushTrain(connection, items)),
  }
}

function flushTrain(connection: SqliteConnection, items: Flush[]): (FlushResult | Error)[] {
  connection.exec('begin immediate')
  try {
    const results = items.length === 1 ? items.map((item) => flushOn(connection, item)) : items.map((item) => flushInSavepoint(connection, item))
    connection.exec('commit')
    return results
  } catch (error) {
    if (connection.isTransaction) connection.exec('rollback')
    throw error
  }
}

function flushInSavepoint(connection: SqliteConnection, item: Flush): FlushResult | Error {
  connection.exec('savepoint member')
  try {
    const result = flushOn(connection, item)
    connection.exec('release member')
    return result
  } catch (error) {
    connection.exec('rollback to member')
    connection.exec('release member')
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** One flush inside the caller's transaction. Decides before it writes: a refused member has written nothing. */
function flushOn(connection: SqliteConnection, item: Flush): FlushResult {
  const refused = refusal(connection, item)
  if (refused) return refused
  insert(connection, 'command', item.command)
  if (item.isNew) insert(connection, 'instance', item.instance)
  else update(connection, 'instance', { id: item.instance['id'] }, item.instance)
  for (const [table, ids] of Object.entries(item.remove)) for (const id of ids) connection.prepare(`delete from ${table} where ${keyOf(table)} = ?`).run(id)
  for (const [table, rows] of Object.entries(item.put)) for (const row of rows) insert(connection, table, row, upsert(table, row))
  for (const [table, rows] of Object.entries(item.insert)) for (const row of rows) insert(connection, table, row)
  for (const row of item.rows) moduleRow(connection, row)
  return 'written'
}

function refusal(connection: SqliteConnection, { command, instance, isNew, expectedRev, guards }: Flush): FlushResult | undefined {
  const { scope, idempotency_key: key } = command
  if (key !== null && connection.prepare('select 1 from command where scope = ? and idempotency_key = ?').get(scope, key)) return 'duplicate'
  if (!isNew && !connection.prepare('select 1 from instance where id = ? and rev = ?').get(instance['id'], expectedRev)) return 'conflict'
  return guards.every((guard) => holds(connection, guard)) ? undefined : 'conflict'
}

function holds(connection: SqliteConnection, guard: Flush['guards'][number]): boolean {
  const row =
    'task' in guard
      ? connection.prepare('select 1 from task where id = ? and assignee is ?').get(guard.task, guard.assignee)
      : connection.prepare('select 1 from job where id = ? and fence = ?').get(guard.job, guard.fence)
  return row !== undefined
}

function moduleRow(connection: SqliteConnection, { table, op, key, row, json }: Flush['rows'][number]): void {
  const given = asJson(row, json)
  if (op === 'insert') insert(connection, table, given)
  else if (op === 'update') update(connection, table, key, given)
  else connection.prepare(`delete from ${quoted(table)} where ${same(Object.keys(key))}`).run(...bindings(key, Object.keys(key)))
}

/** A JSON column holds text here, also for what is no object. */
function asJson(row: Columns, json: readonly string[]): Columns {
  const texts = json.flatMap((name): [string, unknown][] => (row[name] === undefined || row[name] === null ? [] : [[name, JSON.stringify(row[name])]]))
  return texts.length === 0 ? row : { ...row, ...Object.fromEntries(texts) }
}

function insert(connection: SqliteConnection, table: string, row: Columns, onConflict = ''): void {
  const names = Object.keys(row)
  connection
    .prepare(`insert into ${quoted(table)} (${names.map(quoted).join(', ')}) values (${names.map(() => '?').join(', ')}) ${onConflict}`)
    .run(...bindings(row, names))
}

/** Columns that leases and claims write outside the flush: a changed row keeps them. */
const kept: Record<string, string[]> = {
  task: ['assignee', 'claimed_at'],
  job: ['lease_owner', 'lease_until', 'fence', 'error', 'error_details'],
  incident: ['annotation'],
}

function upsert(table: string, row: Columns): string {
  if (table === 'inbox') return 'on conflict do nothing'
  const names = Object.keys(row).filter((name) => name !== keyOf(table) && !kept[table]?.includes(name))
  return `on conflict (${keyOf(table)}) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`
}

function update(connection: SqliteConnection, table: string, key: Columns, row: Columns): void {
  const keys = Object.keys(key)
  const names = Object.keys(row).filter((name) => !keys.includes(name))
  const set = names.map((name) => `${quoted(name)} = ?`).join(', ')
  const { changes } = connection.prepare(`update ${quoted(table)} set ${set} where ${same(keys)}`).run(...bindings(row, names), ...bindings(key, keys))
  if (changes === 0) throw new Error(`no row of ${table} to update`)
}

/** `is` and not `=`: a key may hold null. */
const same = (names: string[]) => names.map((name) => `${quoted(name)} is ?`).join(' and ')

/** Names come from our own tables and from modules' code, never from a request; quoted all the same. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const bindings = (row: Columns, names: string[]) =>
  names.map((name) => (typeof row[name] === 'object' && row[name] !== null ? JSON.stringify(row[name]) : row[name]))

function loadOn(connection: SqliteConnection, instanceId: string): InstanceState | undefined {
  const all = (table: string): SqliteRow[] => connection.prepare(`select * from ${table} where instance_id = ?`).all(instanceId)
  const instance = connection.prepare('select * from instance where id = ?').get(instanceId)
  if (!instance) return undefined
  const rows: InstanceRows = {
    instance,
    execution: all('execution'),
    variable_scope: all('variable_scope'),
    task: all('task'),
    subscription: all('subscription'),
    job: all('job'),
    incident: all('incident'),
  }
  return stateFromRows(rows)
}
