import type { Knex } from 'knex'
import { fromJson } from '../db/json.ts'
import type { JobRow } from '../execution/state.ts'
import type { Db } from '../module.ts'

/** `error` is what the last attempt failed with; null before the first failure. */
export type LeasedJob = JobRow & { fence: number; error: string | null; leaseOwner: string | null; leaseUntil: string | null }

/**
 * Takes due jobs for this node. On PostgreSQL rows that another node is taking are skipped, so that nodes do not wait
 * for each other; the fence tells a stale worker's commit from the current one's.
 */
export async function acquire(db: Knex, { node, now, until, limit }: { node: string; now: string; until: string; limit: number }): Promise<LeasedJob[]> {
  const due = db('job')
    .select('id')
    .where('dueAt', '<=', now)
    .where('retries', '>', 0)
    .whereNot('kind', 'external')
    .whereNull('suspendedAt')
    .whereNotExists(
      (suspended) =>
        void suspended.from('instance').whereRaw('?? = ??', ['instance.id', 'job.instanceId']).whereNotNull('instance.suspendedAt').select(db.raw('1')),
    )
    .whereNotExists(
      (suspended) =>
        void suspended
          .from('definition')
          .whereRaw('?? = ?? and ?? is null', ['definition.id', 'job.definitionId', 'job.instanceId'])
          .whereNotNull('definition.suspendedAt')
          .select(db.raw('1')),
    )
    .where((free) => free.whereNull('leaseUntil').orWhere('leaseUntil', '<', now))
    .orderBy(['dueAt', 'id'])
    .limit(limit)
  if (db.client.config.client === 'pg') due.forUpdate().skipLocked()
  const rows: LeasedJob[] = await db('job')
    .whereIn('id', due)
    .update({ leaseOwner: node, leaseUntil: until, fence: db.raw('fence + 1') })
    .returning('*')
  const jobs = rows.map((row) => ({ ...row, data: fromJson<JobRow['data']>(row.data) }))
  return jobs.sort((left, right) => (left.dueAt + left.id < right.dueAt + right.id ? -1 : 1))
}

export async function extendLease(db: Db, { id, fence }: LeasedJob, until: string): Promise<void> {
  await db('job').where({ id, fence }).update({ leaseUntil: until })
}

/** One attempt has failed: fewer retries, later, and free for any node. False when another node holds the job by now. */
export async function recordFailure(db: Db, { id, fence }: LeasedJob, failure: { retries: number; dueAt: string; error: string }): Promise<boolean> {
  const changed: number = await db('job')
    .where({ id, fence })
    .update({ ...failure, leaseOwner: null, leaseUntil: null })
  return changed === 1
}

/** No retry is left: what it failed with is kept, and the lease is free for whoever sets its retries again. */
export async function markFailed(db: Db, { id, fence }: LeasedJob, error: string): Promise<void> {
  await db('job').where({ id, fence }).update({ error, retries: 0, leaseOwner: null, leaseUntil: null })
}

export async function setRetries(db: Db, id: string, retries: number, dueAt: string): Promise<void> {
  await db('job').where({ id }).update({ retries, dueAt, leaseOwner: null, leaseUntil: null })
}

/** These jobs are free for any node again. */
export async function releaseJobs(db: Db, ids: string[]): Promise<void> {
  await db('job').whereIn('id', ids).update({ leaseOwner: null, leaseUntil: null })
}

export async function releaseLeases(db: Db, node: string): Promise<void> {
  await db('job').where({ leaseOwner: node }).update({ leaseOwner: null, leaseUntil: null })
}
