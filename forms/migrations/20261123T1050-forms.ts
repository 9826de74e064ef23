import type { Knex } from 'knex'

/** Forms, their immutable versions, and what was filled in: the evidence of every case. */
export const name = '20261123T1050-forms'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('form', (t) => {
    t.string('id', 40).primary()
    t.string('key', 100).notNullable()
    // '' is the base form, which every district inherits.
    t.string('district', 12).notNullable()
    t.string('title', 200).notNullable()
    t.unique(['key', 'district'])
  })
  await db.schema.createTable('form_version', (t) => {
    t.string('id', 40).primary()
    t.string('form_id', 40).notNullable().references('id').inTable('form')
    t.string('key', 100).notNullable()
    t.string('district', 12).notNullable()
    t.integer('version').notNullable()
    t.string('title', 200).notNullable()
    // json, not jsonb: the text is what was hashed, and jsonb would reorder it.
    t.json('definition').notNullable()
    t.string('content_hash', 64).notNullable()
    t.string('published_at', 30).notNullable()
    t.string('published_by', 40)
    t.unique(['key', 'district', 'version'])
  })
  await db.schema.createTable('form_submission', (t) => {
    t.string('id', 40).primary()
    t.string('form_version_id', 40).notNullable().references('id').inTable('form_version')
    t.string('form_key', 100).notNullable()
    t.string('instance_id', 40).notNullable()
    t.string('task_id', 40)
    t.string('district', 12).notNullable()
    t.jsonb('data').notNullable()
    t.jsonb('patch').notNullable()
    t.string('by_user', 40).notNullable()
    t.string('at', 30).notNullable()
    t.index(['instance_id', 'form_key', 'at'])
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['form_submission', 'form_version', 'form']) await db.schema.dropTable(table)
}
