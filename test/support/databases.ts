import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, inject } from 'vitest'
import { openDatabase, type Database } from '../../engine/db/database.ts'
import { scratchFolder } from './scratch.ts'

export type DatabaseKind = Database['kind']

/** @returns the url of an empty PostgreSQL database of the run's own server. It goes with the server. */
export async function freshPostgres(): Promise<string> {
  const response = await fetch(inject('freshPostgres'), { method: 'POST' })
  const answer = await response.text()
  if (!response.ok) throw new Error(answer)
  return answer
}

/** @returns the url of an SQLite file that does not exist yet, in a folder removed after this test file. */
export function freshSqlite(): string {
  const folder = scratchFolder('sqlite')
  removedAfterwards.push(folder)
  return `sqlite:${join(folder, 'test.db')}`
}

const removedAfterwards: string[] = []
afterAll(() => {
  for (const folder of removedAfterwards.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const openedDatabases: Database[] = []

/** @returns the url of an empty database of this kind. */
export async function freshDatabase(kind: DatabaseKind): Promise<string> {
  return kind === 'sqlite' ? freshSqlite() : await freshPostgres()
}

/**
 * Runs one suite on SQLite and on PostgreSQL. `open` gives an empty database, closed after the suite.
 * @example forEachDatabase((open) => { it('stores a row', async () => { const db = await open() }) })
 */
export function forEachDatabase(suite: (open: () => Promise<Database>, kind: DatabaseKind) => void): void {
  describe.each<DatabaseKind>(['sqlite', 'postgres'])('on %s', (kind) => {
    afterAll(closeAll)
    suite(async () => {
      const database = await openDatabase({ url: await freshDatabase(kind) })
      openedDatabases.push(database)
      return database
    }, kind)
  })
}

async function closeAll(): Promise<void> {
  for (const database of openedDatabases.splice(0)) await database.close()
}
