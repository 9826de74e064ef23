import type { Knex } from 'knex'

/** Definitions, the lean rows of running instances, the command record, history written once, and figures. */
export const name = '20261123T1010-execution'

export async function up(db: Knex): Promise<void> {
  await definitions(db)
  await instances(db)
  await work(db)
  await history(db)
  await figures(db)
}

async function definitions(db: Knex): Promise<void> {
  await db.schema.createTable('deployment', (t) => {
    t.string('id', 40).primary()
    t.string('name', 200).notNullable()
    t.string('tenant', 12).notNullable()
    t.string('deployed_by', 40)
    t.string('deployed_at', 30).notNullable()
  })
  await db.schema.createTable('definition', (t) => {
    t.string('id', 40).primary()
    t.string('deployment_id', 40).notNullable().references('id').inTable('deployment')
    t.string('key', 100).notNullable()
    t.integer('version').notNullable()
    t.string('version_tag', 60)
    t.string('name', 200).notNullable()
    t.string('tenant', 12).notNullable()
    t.string('resource_name', 200).notNullable()
    t.text('xml').notNullable()
    t.string('content_hash', 64).notNullable()
    t.string('suspended_at', 30)
    t.string('created_at', 30).notNullable()
    t.unique(['key', 'tenant', 'version'])
  })
}

async function instances(db: Knex): Promise<void> {
  await db.schema.createTable('instance', (t) => {
    t.string('id', 40).primary()
    t.string('definition_id', 40).notNullable()
    t.string('definition_key', 100).notNullable()
    t.string('business_key', 100)
    t.string('subject', 300).notNullable()
    t.string('parent_id', 40)
    t.string('root_id', 40).notNullable()
    t.string('state', 20).notNullable()
    t.integer('rev').notNullable()
    t.string('tenant', 12).notNullable()
    t.string('initiator', 40)
    t.string('phase', 60)
    t.string('enterprise_id', 40)
    t.string('village_id', 40)
    t.string('township_id', 40)
    t.string('department_id', 40)
    t.string('started_at', 30).notNullable()
    t.string('ended_at', 30)
    t.string('error_code', 100)
    t.string('head', 64).notNullable()
    t.index(['initiator', 'started_at', 'id'])
    t.index(['definition_id', 'state'])
  })
  await db.schema.createTable('execution', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.string('parent_id', 40)
    t.string('node_id', 200).notNullable()
    t.string('activity_id', 40)
    t.string('started_at', 30)
    t.string('kind', 10).notNullable()
    t.boolean('waits').notNullable()
    t.jsonb('data').notNullable()
  })
  await db.schema.createTable('variable_scope', (t) => {
    t.string('scope_id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.jsonb('data').notNullable()
  })
  await db.schema.createTable('command', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40)
    t.integer('rev')
    t.string('scope', 64)
    t.string('idempotency_key', 200)
    t.string('body_hash', 64)
    t.string('tenant', 12).notNullable()
    t.string('actor', 40)
    t.string('on_behalf_of', 40)
    t.string('act', 60).notNullable()
    t.string('at', 30).notNullable()
    t.jsonb('answer')
    t.jsonb('changes').notNullable()
    t.jsonb('events').notNullable()
    t.string('previous_hash', 64).notNullable()
    t.string('hash', 64).notNullable()
    t.unique(['scope', 'idempotency_key'])
    t.index(['instance_id', 'rev'])
  })
}

async function work(db: Knex): Promise<void> {
  await db.schema.createTable('task', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.string('execution_id', 40).notNullable()
    t.string('node_id', 200).notNullable()
    t.string('name', 200).notNullable()
    t.string('definition_id', 40).notNullable()
    t.string('process_key', 100).notNullable()
    t.string('process_name', 200).notNullable()
    t.string('tenant', 12).notNullable()
    t.string('subject', 300).notNullable()
    t.string('business_key', 100)
    t.string('assignee', 40)
    t.string('claimed_at', 30)
    t.jsonb('candidates').notNullable()
    t.string('form_key', 100)
    t.string('form_version_id', 40)
    t.integer('priority').notNullable()
    t.string('due_at', 30)
    t.string('follow_up_at', 30)
    t.string('created_at', 30).notNullable()
  })
  /** Narrow projection of open work: one row per task and group that may act on it. due_at is 9999-… where there is none. */
  await db.schema.createTable('inbox', (t) => {
    t.string('grp', 120).notNullable()
    t.string('district', 12).notNullable()
    t.string('due_at', 30).notNullable()
    t.string('task_id', 40).notNullable()
    t.primary(['grp', 'district', 'due_at', 'task_id'])
    t.index(['task_id'])
  })
  await db.schema.createTable('subscription', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.string('execution_id', 40).notNullable()
    t.string('node_id', 200).notNullable()
    t.string('kind', 20).notNullable()
    t.string('name', 200).notNullable()
    t.string('tenant', 12).notNullable()
    t.string('created_at', 30).notNullable()
    t.index(['name', 'kind'])
  })
  await db.schema.createTable('job', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).index()
    t.string('execution_id', 40)
    t.string('definition_id', 40).notNullable()
    t.string('node_id', 200).notNullable()
    t.string('kind', 10).notNullable()
    t.string('due_at', 30).notNullable()
    t.integer('retries').notNullable()
    t.string('tenant', 12).notNullable()
    t.jsonb('data').notNullable()
    t.string('created_at', 30).notNullable()
    t.string('lease_owner', 40)
    t.string('lease_until', 30)
    t.integer('fence').notNullable().defaultTo(0)
    t.text('error')
    t.index(['due_at', 'id'])
  })
  await db.schema.createTable('incident', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.string('execution_id', 40).notNullable()
    t.string('node_id', 200).notNullable()
    t.string('kind', 40).notNullable()
    t.text('message').notNullable()
    t.string('job_id', 40)
    t.string('created_at', 30).notNullable()
    t.string('tenant', 12).notNullable()
  })
  await db.schema.createTable('draft', (t) => {
    t.string('id', 40).primary()
    t.string('district', 12).notNullable()
    t.string('owner_id', 40).notNullable()
    t.string('process_key', 100).notNullable()
    t.string('task_id', 40)
    t.string('subject', 300).notNullable()
    t.jsonb('data').notNullable()
    t.integer('rev').notNullable()
    t.string('updated_at', 30).notNullable()
    t.index(['owner_id', 'updated_at', 'id'])
    t.unique(['owner_id', 'task_id'])
  })
}

async function history(db: Knex): Promise<void> {
  await db.schema.createTable('activity_history', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.string('execution_id', 40).notNullable()
    t.string('parent_activity_id', 40)
    t.string('node_id', 200).notNullable()
    t.string('node_type', 40).notNullable()
    t.string('node_name', 200).notNullable()
    t.string('started_at', 30).notNullable()
    t.string('ended_at', 30).notNullable()
    t.string('state', 20).notNullable()
    t.string('task_id', 40)
  })
  await db.schema.createTable('task_history', (t) => {
    t.string('id', 40).primary()
    t.string('instance_id', 40).notNullable().index()
    t.string('execution_id', 40).notNullable()
    t.string('node_id', 200).notNullable()
    t.string('name', 200).notNullable()
    t.string('definition_id', 40).notNullable()
    t.string('process_key', 100).notNullable()
    t.string('process_name', 200).notNullable()
    t.string('tenant', 12).notNullable()
    t.string('subject', 300).notNullable()
    t.string('business_key', 100)
    t.string('assignee', 40)
    t.string('on_behalf_of', 40)
    t.string('form_key', 100)
    t.string('form_version_id', 40)
    t.string('submission_id', 40)
    t.integer('priority').notNullable()
    t.string('due_at', 30)
    t.string('follow_up_at', 30)
    t.string('created_at', 30).notNullable()
    t.string('ended_at', 30).notNullable()
    t.string('state', 20).notNullable()
    t.string('outcome', 60)
    t.string('opinion', 2000)
    t.index(['assignee', 'ended_at', 'id'])
  })
}

async function figures(db: Knex): Promise<void> {
  await db.schema.createTable('figure_delta', (t) => {
    t.string('id', 40).primary()
    t.string('figure', 80).notNullable()
    t.string('district', 12).notNullable()
    t.string('period', 10).notNullable()
    t.string('dim1', 40).notNullable()
    t.string('dim2', 40).notNullable()
    t.integer('value').notNullable()
  })
  await db.schema.createTable('figure', (t) => {
    t.string('figure', 80).notNullable()
    t.string('district', 12).notNullable()
    t.string('period', 10).notNullable()
    t.string('dim1', 40).notNullable()
    t.string('dim2', 40).notNullable()
    t.integer('value').notNullable()
    t.primary(['figure', 'district', 'period', 'dim1', 'dim2'])
  })
}

export async function down(db: Knex): Promise<void> {
  const tables = [
    'figure',
    'figure_delta',
    'task_history',
    'activity_history',
    'draft',
    'incident',
    'job',
    'subscription',
    'inbox',
    'task',
    'command',
    'variable_scope',
    'execution',
    'instance',
    'definition',
    'deployment',
  ]
  for (const table of tables) await db.schema.dropTable(table)
}
