import { Model, UniqueViolationError } from 'objection'
import { expect, it } from 'vitest'
import { isUniqueViolation } from '../../../engine/db/transaction.ts'
import { forEachDatabase } from '../../support/databases.ts'

class Township extends Model {
  static override tableName = 'township'
  declare id: string
  declare shortName: string
  declare villages?: Village[]
  static override get relationMappings() {
    return { villages: { relation: Model.HasManyRelation, modelClass: Village, join: { from: 'township.id', to: 'village.townshipId' } } }
  }
}

class Village extends Model {
  static override tableName = 'village'
  static override jsonAttributes = ['tags']
  declare id: string
  declare townshipId: string
  declare tags: string[]
}

forEachDatabase((open) => {
  async function openWithTables() {
    const { knex } = await open()
    await knex.schema.createTable('township', (t) => {
      t.string('id', 10).primary()
      t.string('short_name', 20).unique()
    })
    await knex.schema.createTable('village', (t) => {
      t.string('id', 10).primary()
      t.string('township_id', 10).references('id').inTable('township')
      t.jsonb('tags')
    })
    return knex
  }

  it('stores a graph of models and fetches it back', async () => {
    const knex = await openWithTables()

    await Township.query(knex).insertGraph({
      id: 't1',
      shortName: '洛社',
      villages: [
        { id: 'v1', tags: ['a', 'b'] },
        { id: 'v2', tags: [] },
      ],
    })

    const found = await Township.query(knex)
      .findById('t1')
      .withGraphFetched('villages')
      .modifyGraph('villages', (query) => query.orderBy('id'))
    expect(found?.toJSON()).toEqual({
      id: 't1',
      shortName: '洛社',
      villages: [
        { id: 'v1', townshipId: 't1', tags: ['a', 'b'] },
        { id: 'v2', townshipId: 't1', tags: [] },
      ],
    })
  })

  it('joins, patches with a guard and counts what it changed', async () => {
    const knex = await openWithTables()
    await Township.query(knex).insertGraph({ id: 't1', shortName: '洛社', villages: [{ id: 'v1', tags: [] }] })

    expect(await Township.query(knex).joinRelated('villages').where('villages.id', 'v1').select('township.shortName')).toMatchObject([{ shortName: '洛社' }])
    expect(await Township.query(knex).patch({ shortName: '阳山' }).where({ id: 't1', shortName: '钱桥' })).toBe(0)
    expect(await Township.query(knex).patch({ shortName: '阳山' }).where({ id: 't1', shortName: '洛社' })).toBe(1)
    expect(await Township.query(knex).resultSize()).toBe(1)
  })

  it('undoes a graph when a part of it is refused, and says which column', async () => {
    const knex = await openWithTables()
    await Township.query(knex).insert({ id: 't0', shortName: '洛社' })

    const error: unknown = await Township.transaction(knex, async (trx) => {
      await Township.query(trx).insertGraph([
        { id: 't1', shortName: '钱桥' },
        { id: 't2', shortName: '洛社' },
      ])
    }).catch((caught: unknown) => caught)

    expect(error).toBeInstanceOf(UniqueViolationError)
    expect(error).toMatchObject({ columns: ['short_name'] })
    expect(isUniqueViolation(error)).toBe(true)
    expect(await Township.query(knex).resultSize()).toBe(1)
  })
})
