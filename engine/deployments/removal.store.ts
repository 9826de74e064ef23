import type { Knex } from 'knex'
import type { Db } from '../module.ts'

export type RemovedDefinition = { id: string; key: string; tenant: string }

export async function definitionsOf(db: Db, by: { deploymentId: string } | { ids: readonly string[] }): Promise<RemovedDefinition[]> {
  const query = db('definition').select('id', 'key', 'tenant')
  return 'ids' in by ? query.whereIn('id', [...by.ids]) : query.where(by)
}

export async function runningInstances(db: Db, definitionIds: string[]): Promise<string[]> {
  const rows: { id: string }[] = await db('instance').whereIn('definitionId', definitionIds).whereNull('endedAt').select('id')
  return rows.map(({ id }) => id)
}

export async function hasInstances(db: Db, definitionIds: string[]): Promise<boolean> {
  return (await db('instance').whereIn('definitionId', definitionIds).first('id')) !== undefined
}

/** Everything that hangs on an instance by its id; its records go as a whole, so that no chain is left with a hole. */
const ofInstance = [
  ...['inbox', 'task', 'subscription', 'job', 'incident', 'variable_scope', 'execution'],
  ...['activity_history', 'task_history', 'incident_history', 'scope_history', 'decision_history', 'command'],
]

export async function deleteInstances(trx: Knex.Transaction, definitionIds: string[]): Promise<void> {
  const ids = () => trx('instance').whereIn('definitionId', definitionIds).select('id')
  for (const table of ofInstance) {
    if (table === 'inbox') await trx('inbox').whereIn('taskId', trx('task').whereIn('instanceId', ids()).select('id')).delete()
    else await trx(table).whereIn('instanceId', ids()).delete()
  }
  await trx('instance').whereIn('definitionId', definitionIds).delete()
}

/** Definitions with what would start them. */
export async function deleteDefinitions(trx: Knex.Transaction, ids: string[]): Promise<void> {
  await trx('job').whereIn('definitionId', ids).delete()
  await trx('start_subscription').whereIn('definitionId', ids).delete()
  await trx('definition').whereIn('id', ids).delete()
}

/** The deletion itself stays on record, though it belongs to no instance. */
export async function recordRemoval(
  trx: Knex.Transaction,
  row: { id: string; tenant: string; actor: string; at: string; act: string; events: unknown[] },
): Promise<void> {
  await trx('command').insert({ ...row, events: JSON.stringify(row.events), changes: '[]', previousHash: '', hash: '' })
}
