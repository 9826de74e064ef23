import { dirname } from 'node:path'
import knexFactory, { type Knex } from 'knex'
import { knexSnakeCaseMappers } from 'objection'
import type pg from 'pg'
import { appError } from '../errors.ts'
import { makeFolder } from '../folder.ts'
import { postgresTypes } from './postgres-types.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import { SqliteDialect } from './sqlite-dialect.ts'

/**
 * The one database of an installation.
 * `knex` speaks camelCase to the code and snake_case to the tables.
 * `borrow` hands out a raw connection of the same pool (own column names, no mapping) and takes it back when `fn` is done. On SQLite
 * there is exactly one connection, so a borrower and a knex transaction never overlap; a knex query inside `fn` would wait for itself.
 */
export type Database = SqliteDatabase | PostgresDatabase
export type SqliteDatabase = Opened & { kind: 'sqlite'; borrow<T>(fn: (connection: SqliteConnection) => T | Promise<T>): Promise<T> }
export type PostgresDatabase = Opened & { kind: 'postgres'; borrow<T>(fn: (connection: pg.Client) => T | Promise<T>): Promise<T> }
type Opened = { knex: Knex; close(): Promise<void> }

export type DatabaseOptions = {
  /** `sqlite:<path>`, `sqlite::memory:`, `postgres://…` or `postgresql://…` */
  url: string
  /** PostgreSQL only: how many connections this node may hold. */
  pool?: { min?: number; max?: number }
}

/** Opens the database and asks it once. Errors: config.invalid for another kind of url, database.unreachable {url, reason}, the url without its password. */
export async function openDatabase({ url, pool }: DatabaseOptions): Promise<Database> {
  const database = connect(url, pool)
  try {
    await database.knex.raw('select 1')
    return database
  } catch (error) {
    await database.close()
    throw appError('database.unreachable', { url: withoutPassword(url), reason: reasonOf(error) }, error)
  }
}

function connect(url: string, pool: DatabaseOptions['pool']): Database {
  if (url.startsWith('sqlite:')) return sqlite(url)
  if (/^postgres(ql)?:\/\//.test(url)) return postgres(url, pool)
  throw appError('config.invalid', { variable: 'DATABASE_URL' })
}

function sqlite(url: string): SqliteDatabase {
  const filename = url.slice('sqlite:'.length)
  if (filename !== ':memory:') createFolder(url, dirname(filename))
  const knex = knexFactory({ ...common, client: SqliteDialect, connection: { filename }, useNullAsDefault: true, pool: { min: 1, max: 1 } })
  return { kind: 'sqlite', knex, borrow: (fn) => borrow(knex, fn), close: () => knex.destroy() }
}

function postgres(url: string, pool: DatabaseOptions['pool']): PostgresDatabase {
  const connection = { connectionString: url, types: postgresTypes, connectionTimeoutMillis: 10_000, keepAlive: true, application_name: 'chazhi' }
  const knex = knexFactory({ ...common, client: 'pg', connection, pool: { min: 0, max: 10, ...pool } })
  return { kind: 'postgres', knex, borrow: (fn) => borrow(knex, (client: pg.Client) => rolledBackOnError(client, fn)), close: () => knex.destroy() }
}

/** compileSqlOnError off: an error's message reaches logs, and values of rows must not. Warnings repeat errors that are thrown anyway. */
const common = { ...knexSnakeCaseMappers(), compileSqlOnError: false, acquireConnectionTimeout: 30_000, log: { warn() {} } }

type Pool<Connection> = { acquireConnection(): Promise<Connection>; releaseConnection(connection: Connection): Promise<void> }

async function borrow<Connection, T>(knex: Knex, fn: (connection: Connection) => T | Promise<T>): Promise<T> {
  const pool: Pool<Connection> = knex.client
  const connection = await pool.acquireConnection()
  try {
    return await fn(connection)
  } finally {
    await pool.releaseConnection(connection)
  }
}

/** A borrower that fails in its transaction must not hand that transaction on; the SQLite dialect sees to it itself. */
async function rolledBackOnError<T>(client: pg.Client, fn: (client: pg.Client) => T | Promise<T>): Promise<T> {
  try {
    return await fn(client)
  } catch (error) {
    await client.query('rollback').catch((broken: Error) => Object.assign(client, { __knex__disposed: broken }))
    throw error
  }
}

function createFolder(url: string, folder: string): void {
  try {
    makeFolder(folder)
  } catch (error) {
    throw appError('database.unreachable', { url, reason: reasonOf(error) }, error)
  }
}

function withoutPassword(url: string): string {
  return url.replace(/(:\/\/[^:/@]*):[^@]*@/, '$1@')
}

/** Node reports a refused connection to several addresses as one error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
