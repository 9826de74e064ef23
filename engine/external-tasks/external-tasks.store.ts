import type { Knex } from 'knex'
import { fromJson } from '../db/json.ts'
import type { Variables } from '../execution/state.ts'
import type { Db } from '../module.ts'

/** A task that a worker fetches: a job of kind `external`. `leaseOwner` is the worker, `leaseUntil` the end of his lock. */
export type ExternalTaskRow = {
  id: string
  topic: string
  instanceId: string
  executionId: string
  definitionId: string
  nodeId: string
  retries: number
  priority: number
  leaseOwner: string | null
  leaseUntil: string | null
  fence: number
  error: string | null
  suspendedAt: string | null
  createdAt: string
  /** `untried`: nobody has said a number of retries yet. */
  data: { untried?: boolean }
  activityId: string | null
  businessKey: string | null
  definitionKey: string
  versionTag: string | null
  /** Of the definition; '' is no tenant. */
  tenant: string
}

const ofJob = [
  'id',
  'topic',
  'instanceId',
  'executionId',
  'definitionId',
  'nodeId',
  'retries',
  'priority',
  'leaseOwner',
  'leaseUntil',
  'fence',
  'error',
  'suspendedAt',
]
const columns = [
  ...[...ofJob, 'createdAt', 'data'].map((name) => `job.${name}`),
  'execution.activityId',
  'instance.businessKey',
  'definition.key as definitionKey',
  'definition.versionTag',
  'definition.tenant',
]

/** All external tasks, joined with `instance`, `execution` and `definition`, to be narrowed by whoever asks. */
export function externalTasks(db: Db): Knex.QueryBuilder {
  return db('job')
    .join('instance', 'instance.id', 'job.instanceId')
    .join('execution', 'execution.id', 'job.executionId')
    .join('definition', 'definition.id', 'job.definitionId')
    .where('job.kind', 'external')
}

export async function selectTasks(query: Knex.QueryBuilder): Promise<ExternalTaskRow[]> {
  const rows: ExternalTaskRow[] = await query.select(columns)
  return rows.map((row) => ({ ...row, data: fromJson<ExternalTaskRow['data']>(row.data) }))
}

export async function taskById(db: Db, id: string): Promise<ExternalTaskRow | undefined> {
  const [row] = await selectTasks(externalTasks(db).where('job.id', id))
  return row
}

export async function errorDetailsOf(db: Db, id: string): Promise<string | null> {
  const row: { errorDetails: string | null } | undefined = await db('job').where({ id }).first('errorDetails')
  return row?.errorDetails ?? null
}

/** Changes columns that only workers use. With `fence`: only while the lock it was read with holds. @returns whether it was still so */
export async function updateTask(db: Db, { id, fence }: { id: string; fence?: number }, patch: Record<string, unknown>): Promise<boolean> {
  const changed: number = await db('job')
    .where({ id, ...(fence !== undefined && { fence }) })
    .update(patch)
  return changed === 1
}

/** Takes or prolongs a lock that nobody else holds; the fence tells a stale worker's commit from the current one's. */
export async function takeLock(db: Db, id: string, { workerId, now, until }: { workerId: string; now: string; until: string }): Promise<boolean> {
  const changed: number = await db('job')
    .where({ id })
    .where((free) => free.whereNull('leaseOwner').orWhere('leaseOwner', workerId).orWhereNull('leaseUntil').orWhere('leaseUntil', '<=', now))
    .update({ leaseOwner: workerId, leaseUntil: until, fence: db.raw('fence + 1') })
  return changed === 1
}

export type ScopeRow = { id: string; parentId: string | null; variables: Variables }

/** Executions and the scopes around them, with their variables, by id. Goes up level by level: a large instance is not read as a whole. */
export async function scopesAround(db: Db, executionIds: string[]): Promise<Map<string, ScopeRow>> {
  const found = new Map<string, ScopeRow>()
  for (let ids = [...new Set(executionIds)]; ids.length > 0;) {
    const rows: { id: string; parentId: string | null; data: unknown }[] = await db('execution')
      .leftJoin('variable_scope', 'variable_scope.scopeId', 'execution.id')
      .whereIn('execution.id', ids)
      .select('execution.id', 'execution.parentId', 'variable_scope.data')
    for (const { id, parentId, data } of rows) found.set(id, { id, parentId, variables: data === null ? {} : fromJson<Variables>(data) })
    ids = [...new Set(rows.flatMap(({ parentId }) => (parentId !== null && !found.has(parentId) ? [parentId] : [])))]
  }
  return found
}
