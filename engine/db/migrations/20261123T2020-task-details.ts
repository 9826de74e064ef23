import type { Knex } from 'knex'

/** What a task carries beside its assignee in Camunda's words, running and looked back at, and what people note with it. */
export const name = '20261123T2020-task-details'

export async function up(db: Knex): Promise<void> {
  for (const table of ['task', 'task_history'])
    await db.schema.alterTable(table, (t) => {
      t.string('owner', 40)
      t.text('description')
      t.string('delegation_state', 10)
      t.string('updated_at', 30)
    })
  await db.schema.createTable('task_comment', (t) => {
    t.string('id', 40).primary()
    t.string('task_id', 40).index()
    t.string('instance_id', 40).notNullable().index()
    t.string('user_id', 40).notNullable()
    t.text('message').notNullable()
    t.string('created_at', 30).notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('task_comment')
  for (const table of ['task', 'task_history'])
    await db.schema.alterTable(table, (t) => t.dropColumns('owner', 'description', 'delegation_state', 'updated_at'))
}
