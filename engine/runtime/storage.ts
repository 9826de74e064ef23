import type { Knex } from 'knex'
import type { InstanceState } from '../execution/state.ts'

/**
 * What one command writes, ready for the database: column names as the tables have them, JSON columns as values.
 * Everything or nothing; nothing at all when the claim is a duplicate or the instance has moved on.
 */
export type Flush = {
  command: Columns
  instance: Columns
  isNew: boolean
  expectedRev: number
  /** Rows to insert or replace, by table. */
  put: Record<string, Columns[]>
  /** Ids to delete, by table. */
  remove: Record<string, string[]>
  /** History rows, by table: inserted once. */
  insert: Record<string, Columns[]>
  /** Rows of module tables; `json` names the columns whose values are JSON, whatever they are. */
  rows: { table: string; op: 'insert' | 'update' | 'delete'; key: Columns; row: Columns; json: readonly string[] }[]
  /** What must still be true when it is written, besides the rev: who holds the task, which lease the job has. */
  guards: Guard[]
}
export type Columns = Record<string, unknown>
export type Guard = { task: string; assignee: string | null } | { job: string; fence: number }

/** written; conflict: reload and run again; duplicate: the idempotency key has been used. */
export type FlushResult = 'written' | 'conflict' | 'duplicate'

export type Storage = {
  load(instanceId: string): Promise<InstanceState | undefined>
  /** Each member is written or refused on its own; a member that fails with an error is reported as that error. */
  flushMany(items: Flush[]): Promise<(FlushResult | Error)[]>
}

/** Primary key by engine table: `id` but for variable scopes. */
export const keyOf = (table: string) => (table === 'variable_scope' ? 'scope_id' : table === 'inbox' ? 'task_id' : 'id')

/** Load and flush on the connection of a transaction that a transactional handler shares. */
export type OnConnection = {
  lock(instanceId: string): Promise<void>
  load(instanceId: string): Promise<InstanceState | undefined>
  flush(item: Flush): Promise<FlushResult>
}
export type TransactionalStorage = Storage & { inTransaction<T>(fn: (trx: Knex.Transaction, on: OnConnection) => Promise<T>): Promise<T> }
