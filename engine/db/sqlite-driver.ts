import { createRequire } from 'node:module'
import type { DatabaseSyncInstance } from '@photostructure/sqlite'

/** The part of node:sqlite that we use; both drivers have it. */
export type SqliteDriver = { name: 'node:sqlite' | '@photostructure/sqlite'; DatabaseSync: new (path: string) => DatabaseSyncInstance }

const require = createRequire(import.meta.url)

/**
 * Node's own SQLite where it is complete (22.16 and later), else the registry package with the same API.
 * Chosen by trying, not by version: a Node built without SQLite still works.
 */
export function loadSqliteDriver(): SqliteDriver {
  const own = ownSqlite()
  if (own !== undefined) return { name: 'node:sqlite', DatabaseSync: own.DatabaseSync }
  return { name: '@photostructure/sqlite', DatabaseSync: require('@photostructure/sqlite').DatabaseSync }
}

type NodeSqlite = { DatabaseSync: SqliteDriver['DatabaseSync']; StatementSync: { prototype: object } }

function ownSqlite(): NodeSqlite | undefined {
  const sqlite = withoutExperimentalWarning(() => {
    try {
      const loaded: NodeSqlite = require('node:sqlite')
      return loaded
    } catch {
      return undefined
    }
  })
  return sqlite !== undefined && 'columns' in sqlite.StatementSync.prototype ? sqlite : undefined
}

/** Loading node:sqlite warns that it is experimental, which would frighten an operator at each start. */
function withoutExperimentalWarning<T>(load: () => T): T {
  const emitWarning = process.emitWarning
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!rest.includes('ExperimentalWarning')) Reflect.apply(emitWarning, process, [warning, ...rest])
  }
  try {
    return load()
  } finally {
    process.emitWarning = emitWarning
  }
}
