import type { Knex } from 'knex'

/** What a client says it deploys from (`deployment-source`). */
export const name = '20261123T2015-deployment-source'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('deployment', (t) => {
    t.string('source', 255)
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('deployment', (t) => t.dropColumn('source'))
}
