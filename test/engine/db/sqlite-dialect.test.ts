import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type SqliteDatabase } from '../../../engine/db/database.ts'
import { inTransaction, isUniqueViolation } from '../../../engine/db/transaction.ts'
import { SqliteConnection } from '../../../engine/db/sqlite-connection.ts'
import { freshSqlite } from '../../support/databases.ts'

let url: string
let db: SqliteDatabase

beforeEach(async () => {
  url = freshSqlite()
  const opened = await openDatabase({ url })
  if (opened.kind !== 'sqlite') throw new Error('not SQLite')
  db = opened
  await db.knex.schema.createTable('thing', (t) => {
    t.increments('id')
    t.string('name', 50).unique()
    t.binary('photo')
    t.boolean('open')
    t.string('due_at', 30)
    t.integer('parent_id').references('id').inTable('thing')
    t.bigInteger('amount')
  })
})
afterEach(() => db.close())

describe('the connection', () => {
  it('writes ahead, syncs each commit, waits for other processes and keeps foreign keys', async () => {
    const pragma = async (name: string) => Object.values((await db.knex.raw(`pragma ${name}`))[0])[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('busy_timeout')).toBe(5000)
    expect(await pragma('foreign_keys')).toBe(1)
  })

  it('compiles a text once and forgets the oldest when there are too many', () => {
    const connection = new SqliteConnection(':memory:')
    const first = connection.prepare('select 1 as n')
    expect(connection.prepare('select 1 as n')).toBe(first)

    for (let i = 0; i < 600; i++) connection.prepare(`select ${i} as i`)

    expect(connection.prepare('select 1 as n')).not.toBe(first)
    expect(first.get()).toEqual({ n: 1 })
    connection.close()
  })

  it('is closed only once', () => {
    const connection = new SqliteConnection(':memory:')
    connection.close()
    expect(() => connection.close()).not.toThrow()
  })
})

describe('a transaction', () => {
  it('takes the write lock when it begins, so that a second process waits instead of failing later', async () => {
    const other = new SqliteConnection(url.slice('sqlite:'.length))
    other.exec('pragma busy_timeout = 0')

    await inTransaction(db.knex, async (trx) => {
      await trx('thing').select()
      expect(() => other.exec('begin immediate')).toThrow(/SQLITE_BUSY/)
    })

    other.exec('begin immediate')
    other.exec('rollback')
    other.close()
  })

  it('that only reads takes no write lock', async () => {
    const other = new SqliteConnection(url.slice('sqlite:'.length))
    other.exec('pragma busy_timeout = 0')

    await db.knex.transaction(
      async (trx) => {
        await trx('thing').select()
        other.exec('begin immediate')
        other.exec('rollback')
      },
      { readOnly: true },
    )
    other.close()
  })

  it('that SQLite has ended by itself fails with the first error, and the next one works', async () => {
    const failing = inTransaction(db.knex, async (trx) => {
      await trx.raw('rollback')
      throw new Error('the disk was full')
    })

    await expect(failing).rejects.toThrow('the disk was full')
    await expect(inTransaction(db.knex, (trx) => trx('thing').insert({ name: 'next' }))).resolves.toBeDefined()
  })
})

describe('constraint errors', () => {
  it.each([
    ['UNIQUE', { name: 'taken' }],
    ['FOREIGN KEY', { name: 'child', parentId: 99 }],
  ])('of kind %s have the code, number and text that knex users know', async (kind, row) => {
    await db.knex('thing').insert({ name: 'taken' })

    const error: unknown = await db
      .knex('thing')
      .insert(row)
      .catch((caught: unknown) => caught)

    expect(error).toMatchObject({ code: 'SQLITE_CONSTRAINT', errno: 19, message: expect.stringContaining(`SQLITE_CONSTRAINT: ${kind} constraint failed`) })
    expect(isUniqueViolation(error)).toBe(kind === 'UNIQUE')
  })

  it('look the same on a borrowed connection', async () => {
    const insertTwice = db.borrow((connection) => {
      const insert = connection.prepare('insert into thing (name) values (?)')
      insert.run('a')
      insert.run('a')
    })
    await expect(insertTwice).rejects.toSatisfy(isUniqueViolation)
  })
})

describe('SQL texts', () => {
  it.each(['select 1; select 2', 'delete from thing; drop table thing', "select ';' ; -- c\n select 2", 'begin; select 1'])(
    'with two statements are refused: %s',
    async (sql) => {
      await expect(db.knex.raw(sql)).rejects.toThrow('one statement per call')
    },
  )

  it.each(["select ';' as a", 'select 1 as ";"', 'select 1; ', 'select 1; -- ; select 2', 'select 1 /* ; select 2 */ ;;', "select 'it''s; fine' as a"])(
    'with one statement pass: %s',
    async (sql) => {
      await expect(db.knex.raw(sql)).resolves.toHaveLength(1)
    },
  )

  it('that create a trigger may hold statements inside it, and nothing after it', async () => {
    const trigger = "create trigger t after insert on thing begin update thing set name = case when 1 then 'x' end where 0; delete from thing where 0; end"
    await expect(db.knex.raw(`${trigger}; select 1`)).rejects.toThrow('one statement per call')
    await db.knex.raw(`${trigger};`)
    await db.knex('thing').insert({ name: 'a' })
    expect(await db.knex('thing')).toHaveLength(1)
  })
})

describe('values', () => {
  it('come back as they went in: text, bytes, dates as ISO text, booleans as 0 and 1, null', async () => {
    const photo = Buffer.from([0, 255, 10])
    await db.knex('thing').insert({ name: '查治', photo, open: true, dueAt: new Date('2026-03-01T00:00:00Z'), amount: null })

    const row = await db.knex('thing').first()

    expect(row).toMatchObject({ name: '查治', open: 1, dueAt: '2026-03-01T00:00:00.000Z', amount: null })
    expect(Buffer.from(row.photo).equals(photo)).toBe(true)
  })

  it('are plain objects', async () => {
    await db.knex('thing').insert({ name: 'a' })
    expect(Object.getPrototypeOf(await db.knex('thing').first())).toBe(Object.prototype)
    expect(await db.borrow((c) => Object.getPrototypeOf(c.prepare('select * from thing').get()))).toBe(Object.prototype)
  })

  it('that a number cannot hold exactly are refused instead of rounded', async () => {
    await db.knex.raw('insert into thing (amount) values (9007199254740993)')
    await expect(db.knex('thing').select('amount')).rejects.toThrow(/too large|out of range/i)
  })

  it.each([
    ['undefined', undefined, 'undefined'],
    ['not a number', Number.NaN, 'NaN'],
    ['an object', { a: 1 }, 'toJson()'],
    ['a list', [1], 'toJson()'],
  ])('that would be stored as NULL are refused: %s', async (_name, value, said) => {
    await expect(db.borrow((c) => c.prepare('insert into thing (name) values (?)').run(value))).rejects.toThrow(said)
  })
})

describe('answers', () => {
  it('are the new id, the number of changed rows, or the rows asked for', async () => {
    expect(await db.knex('thing').insert({ name: 'a' })).toEqual([1])
    expect(await db.knex('thing').insert({ name: 'b' }).returning(['id', 'name'])).toEqual([{ id: 2, name: 'b' }])
    expect(await db.knex('thing').update({ open: false })).toBe(2)
    expect(await db.knex('thing').update({ open: true }).where({ id: 1 }).returning('open')).toEqual([{ open: 1 }])
    expect(await db.knex('thing').pluck('name').orderBy('id')).toEqual(['a', 'b'])
    expect(await db.knex('thing').first('name')).toEqual({ name: 'a' })
    expect(await db.knex('thing').delete()).toBe(2)
  })

  it('can be streamed', async () => {
    await db.knex('thing').insert([{ name: 'a' }, { name: 'b' }])
    const names: string[] = []
    for await (const row of db.knex('thing').orderBy('id').stream()) names.push(row.name)
    expect(names).toEqual(['a', 'b'])
  })

  it('tell the columns of a table, and alter it', async () => {
    await db.knex.schema.alterTable('thing', (t) => t.string('colour', 10).notNullable().defaultTo('red'))
    await db.knex.schema.alterTable('thing', (t) => t.dropColumn('photo'))
    expect(Object.keys(await db.knex('thing').columnInfo())).toEqual(['id', 'name', 'open', 'dueAt', 'parentId', 'amount', 'colour'])
  })
})
