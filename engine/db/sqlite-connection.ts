import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import { withSqliteCode } from './sqlite-error.ts'
import { hasMoreThanOneStatement } from './sqlite-statement-end.ts'
import { toSqliteValue } from './sqlite-values.ts'
import { loadSqliteDriver } from './sqlite-driver.ts'

/** More different texts than the product has; generated `in (?, ?, …)` lists must not grow memory without end. */
const maxStatements = 500

/**
 * One SQLite connection with a cache of compiled statements. It is what knex's pool holds and what `borrow` hands out.
 * All calls are synchronous; errors carry SQLite codes (see sqlite-error.ts). Rows are plain objects with the columns' own names.
 */
export class SqliteConnection {
  readonly #database: DatabaseSyncInstance
  readonly #statements = new Map<string, SqliteStatement>()

  /** WAL so that readers never wait for a writer; FULL so that an acknowledged commit survives a power cut. */
  constructor(path: string) {
    const { DatabaseSync } = loadSqliteDriver()
    this.#database = new DatabaseSync(path)
    this.exec('pragma busy_timeout = 5000')
    this.exec('pragma journal_mode = wal')
    this.exec('pragma synchronous = full')
    this.exec('pragma foreign_keys = on')
  }

  get isTransaction(): boolean {
    return this.#database.isTransaction
  }

  /** The compiled statement for this text, from the cache when it was seen before. Refuses more than one statement per text. */
  prepare(sql: string): SqliteStatement {
    const statement = this.#statements.get(sql) ?? this.#compile(sql)
    this.#statements.delete(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  /** Runs one or more statements without bindings; for pragmas, BEGIN, COMMIT and scripts. */
  exec(sql: string): void {
    attempt(() => this.#database.exec(sql))
  }

  close(): void {
    this.#statements.clear()
    if (this.#database.isOpen) this.#database.close()
  }

  #compile(sql: string): SqliteStatement {
    if (hasMoreThanOneStatement(sql)) throw new TypeError(`SQLite runs one statement per call, and this text has more: ${sql}`)
    const [oldest] = this.#statements.keys()
    if (this.#statements.size >= maxStatements && oldest !== undefined) this.#statements.delete(oldest)
    return new SqliteStatement(attempt(() => this.#database.prepare(sql)))
  }
}

export type SqliteRow = Record<string, unknown>

/** A compiled statement. Bindings are positional; see sqlite-values.ts for what they become. */
export class SqliteStatement {
  readonly #statement: StatementSyncInstance

  constructor(statement: StatementSyncInstance) {
    this.#statement = statement
  }

  /** @returns how many rows changed, and the row id of the last insert. */
  run(...bindings: unknown[]): { changes: number; lastInsertRowid: number | bigint } {
    const { changes, lastInsertRowid } = attempt(() => this.#statement.run(...bindings.map(toSqliteValue)))
    return { changes: Number(changes), lastInsertRowid }
  }

  /** The driver's rows have no prototype, which equality checks and libraries stumble over: they are copied. */
  all(...bindings: unknown[]): SqliteRow[] {
    const rows: SqliteRow[] = attempt(() => this.#statement.all(...bindings.map(toSqliteValue)))
    return rows.map((row) => ({ ...row }))
  }

  get(...bindings: unknown[]): SqliteRow | undefined {
    const row: SqliteRow | undefined = attempt(() => this.#statement.get(...bindings.map(toSqliteValue)))
    return row === undefined ? undefined : { ...row }
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw withSqliteCode(error)
  }
}
