import { toJson } from '../db/json.ts'
import { inTransaction } from '../db/transaction.ts'
import { appError } from '../errors.ts'
import type { JobRow, TypedValue } from '../execution/state.ts'
import { retyped } from '../execution/values.ts'
import type { LeasedJob } from '../jobs/jobs.store.ts'
import type { SignalThrow } from '../messages/correlation.api.ts'
import { findReceivers, type Receivers } from '../messages/find-receivers.ts'
import { isGone } from '../messages/is-gone.ts'
import { receive, startByEvent, type EventStart } from '../messages/receive.ts'
import { indexOf } from '../messages/subscriptions.store.ts'
import { signalTargets, type SignalTarget } from '../messages/signals.ts'
import { findInstance } from '../instances/instances.store.ts'
import { drop, withJob, type OutboxDeps } from './effect.ts'

type Payload = Record<string, TypedValue>
type Given =
  | { what: 'message'; name: string; payload: Payload }
  | { what: 'signal'; name: string; payload: Payload }
  | { what: 'resume'; subscription: { id: string; instanceId: string; executionId: string }; payload: Payload }
  | { what: 'start'; start: Omit<EventStart, 'variables'>; payload: Payload }

/**
 * A thrown message or signal. A message goes to one instance that waits for it, one with the sender's business key first, else it starts
 * a process, else nobody hears it. A signal becomes one job for each who hears it, so that a crash in between loses and doubles nothing.
 */
export async function deliver(deps: OutboxDeps, job: LeasedJob): Promise<void> {
  const given = job.data as Given
  if (given.what === 'message') return deliverMessage(deps, job, given)
  if (given.what === 'signal') return spread(deps, job, given)
  const variables = retyped(given.payload)
  if (given.what === 'start') return void (await startByEvent(deps, { ...given.start, variables }, withJob(job, 'signal')))
  return hear(deps, job, given)
}

async function hear(deps: OutboxDeps, job: LeasedJob, given: Extract<Given, { what: 'resume' }>): Promise<void> {
  const variables = retyped(given.payload)
  await receive(deps, given.subscription, { variables }, withJob(job, 'signal')).catch((error: unknown) => {
    if (!isGone(error)) throw error
    return drop(deps, job)
  })
}

async function deliverMessage(deps: OutboxDeps, job: LeasedJob, { name, payload }: { name: string; payload: Payload }): Promise<void> {
  const sender = await findInstance(deps.db, job.instanceId ?? '')
  const businessKey = sender?.businessKey ?? null
  const { waiting, starts } = await receiversFor(deps, name, job.tenant)
  const others = waiting.filter(({ instanceId, suspendedAt }) => instanceId !== job.instanceId && suspendedAt === null)
  const related = businessKey === null ? [] : others.filter((row) => row.businessKey === businessKey)
  const candidates = related.length > 0 ? related : others
  if (candidates.length > 1) throw appError('message.ambiguous', { name, count: candidates.length })
  const variables = retyped(payload)
  const [receiver] = candidates
  if (receiver) return receive(deps, receiver, { variables }, withJob(job, 'message'))
  const [start, another] = starts
  if (another) throw appError('message.ambiguous', { name, count: starts.length })
  if (!start) return drop(deps, job)
  const event = { instanceId: deps.newId(), definitionId: start.definitionId, nodeId: start.nodeId, index: indexOf(start) }
  await startByEvent(deps, { ...event, tenant: job.tenant, businessKey, variables }, withJob(job, 'message'))
}

/** Of the sender's own district, else what belongs to none; what belongs to no district itself reaches everybody. */
async function receiversFor({ db }: OutboxDeps, name: string, tenant: string): Promise<Receivers> {
  if (tenant === '') return findReceivers(db, { name })
  const own = await findReceivers(db, { name, tenant })
  if (own.waiting.length > 0) return own
  const { waiting } = await findReceivers(db, { name, tenant: '', only: 'executions' })
  return waiting.length > 0 ? { waiting, starts: [] } : own
}

async function spread(deps: OutboxDeps, job: LeasedJob, { name, payload }: { name: string; payload: Payload }): Promise<void> {
  const thrown = { name, notInstance: job.instanceId ?? '' }
  const targets = job.tenant === '' ? await signalTargets(deps.db, thrown, deps.newId) : await ownAndShared(deps, { ...thrown, tenant: job.tenant })
  const rows = targets.map((target) => partOf(deps, job, 'start' in target ? startData(target.start, payload) : resumeData(target.subscription, payload)))
  await inTransaction(deps.db, async (trx) => {
    const removed: number = await trx('job').where({ id: job.id, fence: job.fence }).delete()
    if (removed === 1) for (const row of rows) await trx('job').insert({ ...row, data: toJson(row.data) })
  })
  for (const row of rows) await deps.runNow(row)
}

async function ownAndShared({ db, newId }: OutboxDeps, thrown: SignalThrow): Promise<SignalTarget[]> {
  const shared = await signalTargets(db, { ...thrown, tenant: '', only: 'executions' }, newId)
  return [...(await signalTargets(db, thrown, newId)), ...shared]
}

const startData = ({ variables: _, ...start }: EventStart, payload: Payload) => ({ what: 'start', start, payload })
const resumeData = ({ id, instanceId, executionId }: { id: string; instanceId: string; executionId: string }, payload: Payload) => ({
  what: 'resume',
  subscription: { id, instanceId, executionId },
  payload,
})

function partOf({ newId, clock }: OutboxDeps, job: LeasedJob, data: Record<string, unknown>): JobRow & Lease {
  const { instanceId, executionId, definitionId, nodeId, tenant, dueAt, retries } = job
  const row = { id: newId(), instanceId, executionId, definitionId, nodeId, kind: 'deliver' as const, dueAt, retries, priority: 0, topic: null, tenant, data }
  return { ...row, createdAt: clock.now(), leaseOwner: job.leaseOwner, leaseUntil: job.leaseUntil, fence: 1, error: null }
}

type Lease = Pick<LeasedJob, 'fence' | 'error' | 'leaseOwner' | 'leaseUntil'>
