import { appError } from '../errors.ts'
import type { InstanceState } from '../execution/state.ts'
import type { Command } from '../execution/trigger.ts'
import type { LeasedJob } from '../jobs/jobs.store.ts'
import { isGone } from '../messages/is-gone.ts'
import { drop, withJob, type OutboxDeps } from './effect.ts'

/** The call activity was cancelled: what it called stops with it. */
export async function cancelChild(deps: OutboxDeps, job: LeasedJob): Promise<void> {
  const childId = String(job.data['childId'])
  const command = ({ instance }: InstanceState): Command => {
    if (instance.endedAt !== null) throw appError('instance.ended', { id: childId })
    return { kind: 'cancel', reason: 'the activity that called it was cancelled' }
  }
  await deps.runtime.execute({ target: { instanceId: childId }, command, ...withJob(job, 'cancel') }).catch((cause: unknown) => {
    if (!isGone(cause)) throw cause
    return drop(deps, job)
  })
}
