import type { Knex } from 'knex'
import { addMs } from '../clock.ts'
import { whereVariable } from '../engine-rest/variable-filter.ts'
import type { Db } from '../module.ts'
import { externalTasks, selectTasks, type ExternalTaskRow } from './external-tasks.store.ts'

/** What a worker asks for. Conditions that are not given do not restrict. `lockDuration` is in milliseconds. */
export type Topic = {
  topicName: string
  lockDuration: number
  businessKey?: string | undefined
  processDefinitionId?: string | undefined
  processDefinitionIdIn?: string[] | undefined
  processDefinitionKey?: string | undefined
  processDefinitionKeyIn?: string[] | undefined
  processDefinitionVersionTag?: string | undefined
  tenantIdIn?: string[] | undefined
  withoutTenantId?: boolean | undefined
  /** Variables of the process instance that must have these plain values. */
  processVariables?: Record<string, unknown> | undefined
  /** Names of the variables to bring; none given: all that the task sees. */
  variables?: string[] | undefined
  /** Only variables of the task's own scope. */
  localVariables?: boolean | undefined
  includeExtensionProperties?: boolean | undefined
}

export type FetchAndLock = {
  workerId: string
  now: string
  topics: Topic[]
  maxTasks: number
  usePriority: boolean
  restrict?: (query: Knex.QueryBuilder) => void
}

/**
 * Locks free tasks for a worker in one statement. On PostgreSQL rows that another worker is taking are skipped, so that workers do not
 * wait for each other. Oldest first, with `usePriority` the most urgent first.
 */
export async function lockFree(db: Db, { workerId, now, topics, maxTasks, usePriority, restrict }: FetchAndLock): Promise<ExternalTaskRow[]> {
  if (topics.length === 0 || maxTasks <= 0) return []
  const free = freeTasks(db, now, topics)
  restrict?.(free)
  if (usePriority) free.orderBy('job.priority', 'desc')
  free.orderBy(['job.createdAt', 'job.id']).limit(maxTasks).select('job.id')
  if (db.client.config.client === 'pg') free.forUpdate('job').skipLocked()
  const until = topics.flatMap(({ topicName, lockDuration }) => [topicName, addMs(now, lockDuration)])
  const locked: { id: string }[] = await db('job')
    .with('picked', free)
    .whereIn('id', db('picked').select('id'))
    .update({ leaseOwner: workerId, leaseUntil: db.raw(`case topic ${topics.map(() => 'when ? then ?').join(' ')} end`, until), fence: db.raw('fence + 1') })
    .returning('id')
  const ids = locked.map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await selectTasks(externalTasks(db).whereIn('job.id', ids))
  return rows.sort((left, right) => (usePriority && left.priority !== right.priority ? right.priority - left.priority : inOrder(left, right)))
}

const inOrder = (left: ExternalTaskRow, right: ExternalTaskRow) => (left.createdAt + left.id < right.createdAt + right.id ? -1 : 1)

function freeTasks(db: Db, now: string, topics: Topic[]): Knex.QueryBuilder {
  return externalTasks(db)
    .where('job.retries', '>', 0)
    .whereNull('job.suspendedAt')
    .whereNull('instance.suspendedAt')
    .where((lock) => lock.whereNull('job.leaseUntil').orWhere('job.leaseUntil', '<=', now))
    .where((any) => {
      for (const topic of topics) any.orWhere((one) => whereTopic(one, db, topic))
    })
}

function whereTopic(query: Knex.QueryBuilder, db: Db, topic: Topic): void {
  query.where('job.topic', topic.topicName)
  const equal = {
    'instance.businessKey': topic.businessKey,
    'job.definitionId': topic.processDefinitionId,
    'definition.key': topic.processDefinitionKey,
    'definition.versionTag': topic.processDefinitionVersionTag,
  }
  for (const [column, value] of Object.entries(equal)) if (value !== undefined) query.where(column, value)
  const among = { 'job.definitionId': topic.processDefinitionIdIn, 'definition.key': topic.processDefinitionKeyIn, 'definition.tenant': topic.tenantIdIn }
  for (const [column, values] of Object.entries(among)) if (values !== undefined) query.whereIn(column, values)
  if (topic.withoutTenantId) query.where('definition.tenant', '')
  for (const [name, value] of Object.entries(topic.processVariables ?? {})) whereVariable(query, db, 'instance.id', { name, operator: 'eq', value })
}
