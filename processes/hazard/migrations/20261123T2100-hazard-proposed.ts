import type { Knex } from 'knex'

/** What the district's decision proposed when a hazard was reported. Null where it proposed nothing, and for what was reported before. */
export const name = '20261123T2100-hazard-proposed'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('hazard_record', (t) => {
    t.string('proposed_level', 10)
    t.string('proposed_deadline_on', 10)
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('hazard_record', (t) => t.dropColumns('proposed_level', 'proposed_deadline_on'))
}
