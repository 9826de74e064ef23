import KnexSqliteClient from 'knex/lib/dialects/sqlite3/index.js'
import KnexSqliteTransaction from 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js'
import { SqliteConnection } from './sqlite-connection.ts'

/** knex's SQLite dialect on node:sqlite's API: same SQL, same answers, another driver underneath. */
export class SqliteDialect extends KnexSqliteClient {
  /** knex would load the sqlite3 package here. */
  _driver(): object {
    return {}
  }

  override async acquireRawConnection(): Promise<SqliteConnection> {
    const { filename } = this.config.connection as { filename: string }
    return new SqliteConnection(filename)
  }

  override async destroyRawConnection(connection: SqliteConnection): Promise<void> {
    connection.close()
  }

  /** A transaction that could not be ended (disk full in COMMIT) must not be inherited by whoever comes next. */
  override async releaseConnection(connection: SqliteConnection): Promise<void> {
    if (connection.isTransaction) connection.exec('rollback')
    await super.releaseConnection(connection)
  }

  override transaction(container: unknown, config: unknown, outer: unknown) {
    return new ImmediateTransaction(this, container, config, outer) as unknown as ReturnType<KnexSqliteClient['transaction']>
  }

  async _query(connection: SqliteConnection, query: Query): Promise<Query> {
    if (isNeedlessRollback(connection, query.sql)) return query
    const statement = connection.prepare(query.sql)
    const bindings = query.bindings ?? []
    if (isWrite(query)) {
      const { changes, lastInsertRowid } = statement.run(...bindings)
      query.context = { changes, lastID: lastInsertRowid }
    } else {
      query.response = statement.all(...bindings)
    }
    return query
  }
}

/** What knex gives to _query, and where it looks for the answer. */
type Query = {
  sql: string
  bindings?: unknown[]
  method?: string
  returning?: unknown
  response?: unknown
  context?: { changes: number; lastID: number | bigint }
}

function isWrite({ method, returning }: Query): boolean {
  if (method === 'insert' || method === 'update') return !returning
  return method === 'counter' || method === 'del'
}

/** SQLite ends the transaction itself on a full disk; the ROLLBACK that follows would hide that error behind its own. */
function isNeedlessRollback(connection: SqliteConnection, sql: string): boolean {
  return /^rollback\b(?! to)/i.test(sql) && !connection.isTransaction
}

/** BEGIN IMMEDIATE: a deferred transaction that reads and then writes fails with SQLITE_BUSY_SNAPSHOT, which no waiting cures. */
class ImmediateTransaction extends KnexSqliteTransaction {
  override begin(connection: SqliteConnection): Promise<unknown> {
    return this.query(connection, this.readOnly ? 'BEGIN;' : 'BEGIN IMMEDIATE;')
  }
}
