import type { Knex } from 'knex'

/** Bearer tokens for programs: each acts as one user. Only a hash is kept, so who reads the table can use none. */
export const name = '20261123T2010-api-token'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('api_token', (t) => {
    t.string('id', 40).primary()
    t.string('token_hash', 64).notNullable().unique()
    t.string('user_id', 40).notNullable().references('id').inTable('app_user')
    t.string('name', 100).notNullable()
    t.string('created_by', 40).notNullable()
    t.string('created_at', 30).notNullable()
    t.string('expires_at', 30).notNullable()
    t.index(['user_id'])
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('api_token')
}
