import type { Knex } from 'knex'
import { appError } from '../errors.ts'
import type { Migration } from '../module.ts'
import type { Database } from './database.ts'
import { inTransaction } from './transaction.ts'

/** The migrations of the engine or of one module; its name is also the prefix of its table, so that a plugin can be removed. */
export type MigrationScope = { scope: string; migrations: readonly Migration[] }
export type AppliedMigration = { scope: string; name: string }

/**
 * Brings the database up to date: scopes in the given order, migrations in theirs, each in a transaction of its own. Nodes that start at
 * once take turns. Errors: database.newer {name} when the database has a migration that this code does not know; nothing is changed then.
 * @returns what was applied now
 */
export async function migrate(database: Database, scopes: readonly MigrationScope[]): Promise<AppliedMigration[]> {
  for (const scope of scopes) await refuseNewer(database, scope)
  const applied: AppliedMigration[] = []
  for (const { scope, migrations } of scopes) {
    await locked(database, (trx) => ensureTable(trx, scope))
    for (const migration of migrations) {
      if (await applyOnce(database, scope, migration)) applied.push({ scope, name: migration.name })
    }
  }
  return applied
}

/** Takes everything of the scopes back, last first. For tests and for removing a plugin with its data. */
export async function rollback(database: Database, scopes: readonly MigrationScope[]): Promise<void> {
  for (const { scope, migrations } of [...scopes].reverse()) {
    for (const migration of [...migrations].reverse()) await revertOnce(database, scope, migration)
  }
}

/** True when nothing is left to apply; for readiness checks. */
export async function isUpToDate(database: Database, scopes: readonly MigrationScope[]): Promise<boolean> {
  for (const { scope, migrations } of scopes) {
    if (!(await database.knex.schema.hasTable(tableOf(scope)))) return false
    const known = await appliedNames(database.knex, scope)
    if (migrations.some(({ name }) => !known.has(name))) return false
  }
  return true
}

async function refuseNewer({ knex }: Database, { scope, migrations }: MigrationScope): Promise<void> {
  if (!(await knex.schema.hasTable(tableOf(scope)))) return
  for (const name of await appliedNames(knex, scope)) {
    if (!migrations.some((migration) => migration.name === name)) throw appError('database.newer', { name, scope })
  }
}

function applyOnce(database: Database, scope: string, { name, up }: Migration): Promise<boolean> {
  return locked(database, async (trx) => {
    if ((await appliedNames(trx, scope)).has(name)) return false
    await up(trx)
    await trx(tableOf(scope)).insert({ name })
    return true
  })
}

function revertOnce(database: Database, scope: string, { name, down }: Migration): Promise<void> {
  return locked(database, async (trx) => {
    if (!(await appliedNames(trx, scope)).has(name)) return
    await down(trx)
    await trx(tableOf(scope)).where({ name }).delete()
  })
}

/** One migrator at a time: SQLite's BEGIN IMMEDIATE is such a lock already, PostgreSQL gets an advisory one (the number is ours, and arbitrary). */
function locked<T>(database: Database, fn: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return inTransaction(database.knex, async (trx) => {
    if (database.kind === 'postgres') await trx.raw('select pg_advisory_xact_lock(7220614)')
    return fn(trx)
  })
}

async function ensureTable(trx: Knex.Transaction, scope: string): Promise<void> {
  if (await trx.schema.hasTable(tableOf(scope))) return
  await trx.schema.createTable(tableOf(scope), (t) => {
    t.string('name', 200).primary()
  })
}

async function appliedNames(db: Knex, scope: string): Promise<Set<string>> {
  const rows: { name: string }[] = await db(tableOf(scope)).select('name').orderBy('name')
  return new Set(rows.map(({ name }) => name))
}

function tableOf(scope: string): string {
  return `${scope.replaceAll('-', '_')}_migration`
}
