import type { Knex } from 'knex'
import type { LeasedJob } from '../jobs/jobs.store.ts'
import type { ReceiveDeps } from '../messages/receive.ts'
import type { CalledDefinitions } from '../definitions/called-definition.ts'

export type OutboxDeps = ReceiveDeps & {
  db: Knex
  called: CalledDefinitions
  /** Does a job at once whose lease this node holds. */
  runNow(job: LeasedJob): Promise<void>
}

/** The effect and the end of its job are one flush, refused when another node holds the job by now. */
export function withJob(job: LeasedJob, act: string) {
  return { act, actor: null, guards: [{ job: job.id, fence: job.fence }], extraJobs: { put: [], remove: [job.id] } }
}

/** Whom it concerned is not there any more: nothing is left to do. */
export async function drop({ db }: Pick<OutboxDeps, 'db'>, { id, fence }: LeasedJob): Promise<void> {
  await db('job').where({ id, fence }).delete()
}
