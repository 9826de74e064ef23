import { describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../../engine/db/database.ts'
import { isUpToDate, migrate, rollback, type MigrationScope } from '../../../engine/db/migrate.ts'
import { engineMigrations } from '../../../engine/db/migrations/index.ts'
import type { Migration } from '../../../engine/module.ts'
import { forEachDatabase, freshPostgres } from '../../support/databases.ts'

const createCity: Migration = {
  name: '1-create-city',
  up: (db) => db.schema.createTable('city', (t) => void t.string('name', 20).primary()),
  down: (db) => db.schema.dropTable('city'),
}
const addWuxi: Migration = {
  name: '2-add-wuxi',
  up: async (db) => void (await db('city').insert({ name: '无锡' })),
  down: async (db) => void (await db('city').delete()),
}
const cities = (...migrations: Migration[]): MigrationScope => ({ scope: 'city-guide', migrations })

forEachDatabase((open) => {
  it('applies what is missing, in order, once', async () => {
    const db = await open()

    expect(await migrate(db, [cities(createCity)])).toEqual([{ scope: 'city-guide', name: '1-create-city' }])
    expect(await migrate(db, [cities(createCity, addWuxi)])).toEqual([{ scope: 'city-guide', name: '2-add-wuxi' }])
    expect(await migrate(db, [cities(createCity, addWuxi)])).toEqual([])

    expect(await db.knex('city')).toEqual([{ name: '无锡' }])
  })

  it('says whether something is left to apply', async () => {
    const db = await open()
    expect(await isUpToDate(db, [cities(createCity)])).toBe(false)
    await migrate(db, [cities(createCity)])
    expect(await isUpToDate(db, [cities(createCity)])).toBe(true)
    expect(await isUpToDate(db, [cities(createCity, addWuxi)])).toBe(false)
  })

  it('refuses a database from a newer version and changes nothing', async () => {
    const db = await open()
    await migrate(db, [cities(createCity, addWuxi)])

    const older = migrate(db, [{ scope: 'engine', migrations: engineMigrations }, cities(createCity)])

    await expect(older).rejects.toMatchObject({ code: 'database.newer', data: { name: '2-add-wuxi' } })
    expect(await db.knex.schema.hasTable('unit')).toBe(false)
  })

  it('leaves no trace of a migration that fails half way, and applies it when it is mended', async () => {
    const db = await open()
    const failing: Migration = {
      ...createCity,
      up: async (trx) => {
        await createCity.up(trx)
        throw new Error('half way')
      },
    }

    await expect(migrate(db, [cities(failing)])).rejects.toThrow('half way')

    expect(await db.knex.schema.hasTable('city')).toBe(false)
    expect(await migrate(db, [cities(createCity)])).toHaveLength(1)
  })

  it("goes up, down and up again with the engine's own migrations", async () => {
    const db = await open()
    const scopes = [{ scope: 'engine', migrations: engineMigrations }]

    await migrate(db, scopes)
    await rollback(db, scopes)
    expect(await db.knex.schema.hasTable('instance')).toBe(false)

    expect(await migrate(db, scopes)).toHaveLength(engineMigrations.length)
    expect(await db.knex.schema.hasTable('instance')).toBe(true)
  })
})

describe('two nodes on one PostgreSQL', () => {
  it('may start at once: each migration is applied by one of them', async () => {
    const url = await freshPostgres()
    const nodes: Database[] = await Promise.all([openDatabase({ url }), openDatabase({ url }), openDatabase({ url })])
    const scopes = [{ scope: 'engine', migrations: engineMigrations }, cities(createCity, addWuxi)]

    const applied = (await Promise.all(nodes.map((node) => migrate(node, scopes)))).flat()

    expect(applied.map(({ name }) => name).sort()).toEqual([...engineMigrations, createCity, addWuxi].map(({ name }) => name).sort())
    await Promise.all(nodes.map((node) => node.close()))
  })
})
