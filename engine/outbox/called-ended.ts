import type { InstanceState, TypedValue } from '../execution/state.ts'
import { appError } from '../errors.ts'
import type { Command, Thrown, Trigger } from '../execution/trigger.ts'
import { retyped } from '../execution/values.ts'
import type { LeasedJob } from '../jobs/jobs.store.ts'
import { isGone } from '../messages/is-gone.ts'
import { drop, withJob, type OutboxDeps } from './effect.ts'

type Given = {
  parentId: string
  executionId: string
  childId: string
  variables?: Record<string, TypedValue>
  error?: Thrown | null
  escalation?: Thrown | null
}

/** What was called has ended, or has thrown something: the call activity that waits for it goes on, unless it waits no more. */
export async function calledEnded(deps: OutboxDeps, job: LeasedJob): Promise<void> {
  const { parentId, executionId, childId, variables = {}, error = null, escalation = null } = job.data as Given
  const trigger: Trigger = { kind: 'called', childId, variables: retyped(variables), error, escalation }
  const command = (state: InstanceState): Command => {
    if (state.executions[executionId]?.data['childId'] !== childId) throw appError('instance.ended', { id: parentId })
    return { kind: 'trigger', executionId, trigger }
  }
  await deps.runtime.execute({ target: { instanceId: parentId }, command, ...withJob(job, 'called') }).catch((cause: unknown) => {
    if (!isGone(cause)) throw cause
    return drop(deps, job)
  })
}
