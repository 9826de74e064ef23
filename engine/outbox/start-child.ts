import type { TypedValue } from '../execution/state.ts'
import { retyped } from '../execution/values.ts'
import { appError } from '../errors.ts'
import { newInstance } from '../instances/new-instance.ts'
import { findInstance } from '../instances/instances.store.ts'
import type { LeasedJob } from '../jobs/jobs.store.ts'
import { drop, withJob, type OutboxDeps } from './effect.ts'

type Given = {
  childId: string
  key: string
  binding: 'latest' | 'deployment' | 'version' | 'versionTag'
  version: string | null
  tenant: string | null
  businessKey: string | null
  variables: Record<string, TypedValue>
}

/**
 * A call activity starts what it calls. Its cancellation removes this job in its own flush, so that the guard on the job keeps a child
 * from starting for a caller that has gone.
 * @throws AppError process.unknown
 */
export async function startChild(deps: OutboxDeps, job: LeasedJob): Promise<void> {
  const given = job.data as Given
  const parent = await findInstance(deps.db, job.instanceId ?? '')
  if (!parent || parent.endedAt !== null) return drop(deps, job)
  const { key, binding, version, tenant } = given
  const definition = await deps.called.resolve({ key, binding, version, tenant, caller: parent })
  if (definition.suspendedAt !== null) throw appError('process.not_startable', { key, name: definition.name })
  const now = deps.clock.now()
  const blank = newInstance({ id: given.childId, definition, tenant: parent.tenant, initiator: parent.initiator, now })
  const { enterpriseId, villageId, townshipId, departmentId } = parent
  const places = { enterpriseId, villageId, townshipId, departmentId }
  const caller = { parentId: parent.id, parentExecutionId: job.executionId, rootId: parent.rootId }
  await deps.runtime.execute({
    target: { start: { ...blank, ...places, ...caller, businessKey: given.businessKey } },
    command: () => ({ kind: 'start', nodeId: null, variables: retyped(given.variables) }),
    ...withJob(job, 'call'),
  })
}
