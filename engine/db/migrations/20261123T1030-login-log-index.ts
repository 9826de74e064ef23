import type { Knex } from 'knex'

/** A lock-out is read from the latest log-ins of one name. */
export const name = '20261123T1030-login-log-index'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('login_log', (t) => {
    t.index(['username', 'at', 'id'], 'login_log_username_at')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('login_log', (t) => {
    t.dropIndex(['username', 'at', 'id'], 'login_log_username_at')
  })
}
