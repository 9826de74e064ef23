import type { Knex } from 'knex'

/** Districts, units in a tree (enterprises are its leaves), users, role groups with module rights, sessions, settings, calendars. */
export const name = '20261123T1000-identity'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('district', (t) => {
    t.string('code', 12).primary()
    t.string('name', 100).notNullable()
  })
  await db.schema.createTable('unit', (t) => {
    t.string('id', 40).primary()
    t.string('district', 12).notNullable().references('code').inTable('district')
    t.string('code', 40).notNullable()
    t.string('name', 100).notNullable()
    t.string('short_name', 50).notNullable().defaultTo('')
    t.string('type', 20).notNullable()
    t.string('parent_id', 40).references('id').inTable('unit')
    t.string('lead_at', 30)
    t.string('disabled_at', 30)
    t.integer('position').notNullable().defaultTo(0)
    t.unique(['district', 'type', 'code'])
    t.index(['parent_id'])
  })
  await db.schema.createTable('role_group', (t) => {
    t.string('id', 40).primary()
    t.string('district', 12).notNullable()
    t.string('key', 60).notNullable()
    t.string('name', 60).notNullable()
    t.string('description', 300).notNullable().defaultTo('')
    t.unique(['district', 'key'])
  })
  await db.schema.createTable('role_right', (t) => {
    t.string('role_group_id', 40).notNullable().references('id').inTable('role_group')
    t.string('module', 60).notNullable()
    t.string('level', 10).notNullable()
    t.primary(['role_group_id', 'module'])
  })
  await db.schema.createTable('app_user', (t) => {
    t.string('id', 40).primary()
    t.string('district', 12).notNullable()
    t.string('username', 60).notNullable().unique()
    t.string('name', 60).notNullable()
    t.string('phone', 30)
    t.string('password_hash', 200).notNullable()
    t.string('unit_id', 40).notNullable().references('id').inTable('unit')
    t.string('role_group_id', 40).notNullable().references('id').inTable('role_group')
    t.string('scope', 20).notNullable()
    t.string('disabled_at', 30)
    t.index(['unit_id', 'role_group_id'])
  })
  await db.schema.createTable('session', (t) => {
    t.string('id_hash', 64).primary()
    t.string('user_id', 40).notNullable().references('id').inTable('app_user')
    t.string('created_at', 30).notNullable()
    t.string('seen_at', 30).notNullable()
    t.string('expires_at', 30).notNullable()
    t.index(['user_id'])
  })
  await db.schema.createTable('login_log', (t) => {
    t.string('id', 40).primary()
    t.string('username', 60).notNullable()
    t.string('result', 20).notNullable()
    t.string('address', 60).notNullable()
    t.string('at', 30).notNullable()
  })
  await db.schema.createTable('setting', (t) => {
    t.string('district', 12).notNullable()
    t.string('key', 80).notNullable()
    t.integer('version').notNullable()
    t.json('value').notNullable()
    t.string('by_user', 40).notNullable()
    t.string('at', 30).notNullable()
    t.primary(['district', 'key', 'version'])
  })
  await db.schema.createTable('calendar_day', (t) => {
    t.string('district', 12).notNullable()
    t.string('day', 10).notNullable()
    t.string('kind', 10).notNullable()
    t.string('name', 60).notNullable().defaultTo('')
    t.primary(['district', 'day'])
  })
  await db.schema.createTable('number_block', (t) => {
    t.string('name', 80).primary()
    t.integer('next').notNullable()
  })
  await db.schema.createTable('file', (t) => {
    t.string('id', 40).primary()
    t.string('district', 12).notNullable()
    t.string('owner_id', 40).notNullable()
    t.string('name', 255).notNullable()
    t.string('type', 100).notNullable()
    t.integer('size').notNullable()
    t.string('sha256', 64).notNullable()
    t.string('created_at', 30).notNullable()
  })
  await db.schema.createTable('file_link', (t) => {
    t.string('file_id', 40).notNullable().references('id').inTable('file')
    t.string('instance_id', 40).notNullable()
    t.primary(['file_id', 'instance_id'])
    t.index(['instance_id'])
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of [
    'file_link',
    'file',
    'number_block',
    'calendar_day',
    'setting',
    'login_log',
    'session',
    'app_user',
    'role_right',
    'role_group',
    'unit',
    'district',
  ]) {
    await db.schema.dropTable(table)
  }
}
