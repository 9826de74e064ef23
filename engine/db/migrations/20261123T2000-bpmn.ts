import type { Knex } from 'knex'

/** Rows that the whole of BPMN needs: events of several kinds, calls between instances, external tasks, decisions, and what looking back needs. */
export const name = '20261123T2000-bpmn'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('instance', (t) => {
    t.string('parent_execution_id', 40)
    t.string('suspended_at', 30)
    t.text('delete_reason')
    t.index(['parent_id'])
    t.index(['root_id'])
    t.index(['business_key'])
    t.index(['definition_key', 'started_at'])
  })
  await db.schema.alterTable('subscription', (t) => {
    t.jsonb('data').notNullable().defaultTo('{}')
  })
  await db.schema.alterTable('job', (t) => {
    t.integer('priority').notNullable().defaultTo(0)
    t.string('topic', 200)
    t.string('suspended_at', 30)
    t.text('error_details')
    t.index(['topic', 'priority'])
  })
  if (db.client.config.client === 'pg') await db.raw('alter table job alter column kind type varchar(20), alter column lease_owner type varchar(200)')
  await db.schema.alterTable('activity_history', (t) => {
    t.string('called_instance_id', 40)
  })
  await db.schema.alterTable('incident', (t) => {
    t.text('annotation')
  })
  await definitionTables(db)
  await historyTables(db)
}

async function definitionTables(db: Knex): Promise<void> {
  await db.schema.alterTable('definition', (t) => {
    /** process, or global-task: callable, but not a process that people see. */
    t.string('kind', 20).notNullable().defaultTo('process')
    t.integer('history_ttl')
    t.index(['deployment_id'])
  })
  /** Events that start an instance of the newest version of a definition; timers are jobs. */
  await db.schema.createTable('start_subscription', (t) => {
    t.string('id', 40).primary()
    t.string('definition_id', 40).notNullable().index()
    t.string('definition_key', 100).notNullable()
    t.string('node_id', 200).notNullable()
    t.string('kind', 20).notNullable()
    t.string('name', 200).notNullable()
    t.string('tenant', 12).notNullable()
    t.jsonb('data').notNullable()
    t.string('created_at', 30).notNullable()
    t.index(['kind', 'name'])
  })
  await db.schema.createTable('deployment_resource', (t) => {
    t.string('id', 40).primary()
    t.string('deployment_id', 40).notNullable().index()
    t.string('name', 255).notNullable()
    t.binary('content').notNullable()
  })
  await db.schema.createTable('decision_definition', (t) => {
    t.string('id', 40).primary()
    t.string('deployment_id', 40).notNullable().index()
    t.string('key', 100).notNullable()
    t.integer('version').notNullable()
    t.string('version_tag', 100)
    t.string('name', 200).notNullable()
    t.string('tenant', 12).notNullable()
    t.string('resource_name', 255).notNullable()
    t.string('content_hash', 64).notNullable()
    t.integer('history_ttl')
    t.text('xml').notNullable()
    t.string('created_at', 30).notNullable()
    t.unique(['key', 'tenant', 'version'])
  })
}

async function historyTables(db: Knex): Promise<void> {
  await db.schema.createTable('incident_history', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.string('execution_id', 40).notNullable()
    t.string('node_id', 200).notNullable()
    t.string('kind', 40).notNullable()
    t.text('message').notNullable()
    t.string('job_id', 40)
    t.string('created_at', 30).notNullable()
    t.string('tenant', 12).notNullable()
    t.string('ended_at', 30).notNullable()
    t.string('state', 20).notNullable()
  })
  /** `id` is the scope's execution and a number: an execution may be scope of several activities in turn. */
  await db.schema.createTable('scope_history', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.string('execution_id', 40).notNullable()
    t.string('activity_id', 40)
    t.jsonb('data').notNullable()
    t.string('ended_at', 30).notNullable()
  })
  await db.schema.createTable('decision_history', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).index()
    t.string('execution_id', 40)
    t.string('activity_id', 40)
    t.string('node_id', 200)
    t.string('definition_id', 40).notNullable().index()
    t.string('key', 100).notNullable()
    t.string('name', 200).notNullable()
    t.jsonb('inputs').notNullable()
    t.jsonb('outputs').notNullable()
    t.double('collect_result')
    t.string('tenant', 12).notNullable()
    t.string('evaluated_at', 30).notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['decision_history', 'scope_history', 'incident_history', 'decision_definition', 'deployment_resource', 'start_subscription'])
    await db.schema.dropTable(table)
  await db.schema.alterTable('definition', (t) => {
    t.dropIndex(['deployment_id'])
    t.dropColumns('kind', 'history_ttl')
  })
  await db.schema.alterTable('incident', (t) => t.dropColumn('annotation'))
  await db.schema.alterTable('activity_history', (t) => t.dropColumn('called_instance_id'))
  await db.schema.alterTable('job', (t) => {
    t.dropIndex(['topic', 'priority'])
    t.dropColumns('priority', 'topic', 'suspended_at', 'error_details')
  })
  await db.schema.alterTable('subscription', (t) => t.dropColumn('data'))
  await db.schema.alterTable('instance', (t) => {
    t.dropIndex(['definition_key', 'started_at'])
    t.dropIndex(['business_key'])
    t.dropIndex(['root_id'])
    t.dropIndex(['parent_id'])
    t.dropColumns('parent_execution_id', 'suspended_at', 'delete_reason')
  })
}
