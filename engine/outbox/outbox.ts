import type { Knex } from 'knex'
import { AppError } from '../errors.ts'
import type { JobRow, OutboxKind } from '../execution/state.ts'
import type { LeasedJob } from '../jobs/jobs.store.ts'
import { calledEnded } from './called-ended.ts'
import { cancelChild } from './cancel-child.ts'
import { joinStartParts } from '../messages/start-parts.ts'
import { deliver } from './deliver.ts'
import type { OutboxDeps } from './effect.ts'
import { startChild } from './start-child.ts'

/** One effect of an instance on others, with the lease under which it is done. Removes its job with the effect, in one flush. */
export type Effect = (deps: OutboxDeps, job: LeasedJob) => Promise<void>

const startPart: Effect = async (deps, job) => {
  await joinStartParts(deps, job, { act: 'message', actor: null })
}

const effects: Record<OutboxKind, Effect> = {
  deliver,
  'start-child': startChild,
  'child-ended': calledEnded,
  'cancel-child': cancelChild,
  'start-part': startPart,
}

export const isEffect = ({ kind }: Pick<JobRow, 'kind'>): boolean => Object.hasOwn(effects, kind)

/** What one instance does to others: each effect is a job that was written with the step it belongs to, and is done exactly once. */
export function createOutbox(deps: OutboxDeps & { db: Knex }) {
  async function run(job: LeasedJob): Promise<void> {
    await effects[job.kind as OutboxKind](deps, job)
    if (job.error !== null && job.instanceId !== null) await settle(job.instanceId, job.id)
  }

  /** It had failed before: the incident on the instance that sent it is over. */
  async function settle(instanceId: string, jobId: string): Promise<void> {
    await deps.runtime.execute({ target: { instanceId }, command: () => ({ kind: 'job-done', jobId }), act: 'resolve', actor: null })
  }

  return { run }
}

export type Outbox = ReturnType<typeof createOutbox>

/** A refusal in words will be the same next time: it is not tried again. */
export const isFinal = (error: unknown): boolean => error instanceof AppError && error.status < 500 && error.code !== 'instance.busy'
