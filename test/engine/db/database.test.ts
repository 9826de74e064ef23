import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../engine/db/database.ts'
import { fromJson, toJson } from '../../../engine/db/json.ts'
import { inTransaction, isUniqueViolation } from '../../../engine/db/transaction.ts'
import { forEachDatabase, freshPostgres, freshSqlite } from '../../support/databases.ts'

forEachDatabase((open) => {
  it('maps camelCase to snake_case columns and back', async () => {
    const { knex } = await open()
    await knex.schema.createTable('some_task', (t) => t.string('claimed_by', 10))

    await knex('some_task').insert({ claimedBy: 'luoshe' })

    expect(await knex('some_task').where({ claimedBy: 'luoshe' })).toEqual([{ claimedBy: 'luoshe' }])
  })

  it('gives back numbers as numbers, also counts and big integers', async () => {
    const { knex } = await open()
    await knex.schema.createTable('amount', (t) => t.bigInteger('cents'))
    await knex('amount').insert({ cents: 9_007_199_254_740_991 })

    expect(await knex('amount').count({ rows: '*' }).max({ most: 'cents' }).first()).toEqual({ rows: 1, most: 9_007_199_254_740_991 })
  })

  it.each([[{ level: 'major', list: [1, 2] }], ['all'], ['"quoted"'], [7], [true], [null], [[]]])('keeps %j in a JSON column', async (value) => {
    const { knex } = await open()
    await knex.schema.createTable('setting', (t) => t.jsonb('value'))
    await knex('setting').insert({ value: toJson(value) })

    const row = await knex('setting').first()

    expect(fromJson(row.value)).toEqual(value)
  })

  it('undoes a transaction that fails and names no values of rows in the error', async () => {
    const { knex } = await open()
    await knex.schema.createTable('person', (t) => t.string('phone', 20).primary())

    const twice = inTransaction(knex, async (trx) => {
      await trx('person').insert({ phone: '13800000000' })
      await trx('person').insert({ phone: '13800000000' })
    })

    await expect(twice).rejects.toSatisfy(isUniqueViolation)
    await expect(twice).rejects.not.toThrow(/13800000000.*insert|insert.*13800000000/)
    expect(await knex('person')).toEqual([])
  })

  it('keeps the outer transaction when a savepoint in it is undone', async () => {
    const { knex } = await open()
    await knex.schema.createTable('step', (t) => t.string('name', 20).primary())

    await inTransaction(knex, async (trx) => {
      await trx('step').insert({ name: 'outer' })
      const inner = inTransaction(trx, async (savepoint) => {
        await savepoint('step').insert({ name: 'inner' })
        throw new Error('undo the inner')
      })
      await expect(inner).rejects.toThrow('undo the inner')
      await trx('step').insert({ name: 'after' })
    })

    expect(await knex('step').pluck('name').orderBy('name')).toEqual(['after', 'outer'])
  })

  it('does not call other constraint violations unique ones', async () => {
    const { knex } = await open()
    await knex.schema.createTable('person', (t) => t.string('name', 20).notNullable())

    await expect(knex('person').insert({ name: null })).rejects.not.toSatisfy(isUniqueViolation)
  })

  it('takes a borrowed connection back when the borrower fails in a transaction', async () => {
    const db = await open()
    await db.knex.schema.createTable('step', (t) => t.string('name', 20))

    const failing =
      db.kind === 'sqlite' ? db.borrow((c) => (c.exec('begin'), c.exec('bad sql'))) : db.borrow(async (c) => (await c.query('begin'), c.query('bad sql')))
    await expect(failing).rejects.toThrow()

    await inTransaction(db.knex, (trx) => trx('step').insert({ name: 'works' }))
    expect(await db.knex('step')).toEqual([{ name: 'works' }])
  })
})

describe('on SQLite', () => {
  it('lends the connection only when no transaction is running', async () => {
    const db = await openDatabase({ url: freshSqlite() })
    if (db.kind !== 'sqlite') throw new Error('not SQLite')
    await db.knex.schema.createTable('step', (t) => t.string('name', 20))

    const seen = await inTransaction(db.knex, async (trx) => {
      await trx('step').insert({ name: 'one' })
      const borrowing = db.borrow((connection) => ({
        inTransaction: connection.isTransaction,
        rows: connection.prepare('select count(*) as n from step').get()?.n,
      }))
      await trx('step').insert({ name: 'two' })
      return { borrowing }
    })

    expect(await seen.borrowing).toEqual({ inTransaction: false, rows: 2 })
    await db.close()
  })

  it('creates the folder of the file', async () => {
    const url = freshSqlite().replace('test.db', 'deeper/still/test.db')
    const db = await openDatabase({ url })
    await db.close()
    expect(existsSync(url.slice('sqlite:'.length))).toBe(true)
  })
})

describe('an unusable database', () => {
  it('is unreachable, and the error shows no password', async () => {
    const opening = openDatabase({ url: 'postgres://chazhi:s3cret@127.0.0.1:1/chazhi' })
    await expect(opening).rejects.toMatchObject({
      code: 'database.unreachable',
      data: { url: 'postgres://chazhi@127.0.0.1:1/chazhi', reason: expect.stringContaining('ECONNREFUSED') },
    })
    await expect(opening).rejects.not.toThrow(/s3cret/)
  })

  it('is unreachable when the password is wrong', async () => {
    const url = new URL(await freshPostgres())
    url.password = 'wrong'
    await expect(openDatabase({ url: url.href })).rejects.toMatchObject({ code: 'database.unreachable' })
  })

  it('is unreachable when the file is no database or its folder cannot be made', async () => {
    await expect(openDatabase({ url: `sqlite:${import.meta.filename}` })).rejects.toMatchObject({
      code: 'database.unreachable',
      data: { reason: expect.stringContaining('SQLITE_NOTADB') },
    })
    await expect(openDatabase({ url: `sqlite:${import.meta.filename}/data/chazhi.db` })).rejects.toMatchObject({ code: 'database.unreachable' })
  })

  it('is a wrong configuration when the url is of another kind', async () => {
    await expect(openDatabase({ url: 'mysql://root@127.0.0.1/x' })).rejects.toMatchObject({ code: 'config.invalid', data: { variable: 'DATABASE_URL' } })
  })
})
