import type { Knex } from 'knex'
import type { Definitions } from '../definitions/definitions.ts'
import { serviceOf } from '../execution/service-of.ts'
import type { InstanceRow, InstanceState, JobRow } from '../execution/state.ts'
import { nextDue } from '../execution/timer.ts'
import type { Command } from '../execution/trigger.ts'
import type { Handlers } from '../runtime/handlers.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { isEffect, type Outbox } from '../outbox/outbox.ts'
import { startByEvent } from '../messages/receive.ts'
import type { LeasedJob } from './jobs.store.ts'

export type RunJobDeps = {
  db: Knex
  runtime: Runtime
  definitions: Definitions
  handlers: Handlers
  clock: { now(): string }
  newId(): string
  outbox: Outbox
  newInstance(definition: { id: string; key: string; name: string; tenant: string }): InstanceRow
}

/** Does what a due job is for. The job and its result are one flush, guarded by the lease's fence. */
export async function runJob(deps: RunJobDeps, job: LeasedJob, signal: AbortSignal): Promise<void> {
  if (isEffect(job)) return deps.outbox.run(job)
  if (job.instanceId === null) return startInstance(deps, job)
  const command = job.kind === 'handler' ? await handled(deps, job, signal) : commandFor(job)
  await deps.runtime.execute({ target: { instanceId: job.instanceId }, command: () => command, act: job.kind, actor: null, guards: [guardOf(job)] })
}

function commandFor(job: LeasedJob): Command {
  return job.kind === 'async'
    ? { kind: 'continue', jobId: job.id }
    : { kind: 'trigger', executionId: job.executionId ?? '', trigger: { kind: 'timer', jobId: job.id } }
}

/** A job handler works outside any transaction; only its result goes into one. */
async function handled({ runtime, handlers, definitions, clock }: RunJobDeps, job: LeasedJob, signal: AbortSignal): Promise<Command> {
  const state = await runtime.current(job.instanceId ?? '')
  if (!state || job.executionId === null) throw new Error(`instance ${String(job.instanceId)} of job ${job.id} is gone`)
  const { graph } = await definitions.get(state.instance.definitionId)
  const node = graph.nodes[job.nodeId]
  const service = node && serviceOf(node)
  const name = service && 'handler' in service ? service.handler : ''
  const need = { kind: 'handler' as const, name, nodeId: job.nodeId, executionId: job.executionId, variables: visible(state, job.executionId) }
  const answer = await handlers.runJob(need, state.instance, clock.now(), { id: job.id, signal })
  return { kind: 'trigger', executionId: job.executionId, trigger: { kind: 'handled', jobId: job.id, answer } }
}

function visible(state: InstanceState, executionId: string): Record<string, unknown> {
  const execution = state.executions[executionId]
  const outer = execution?.parentId ? visible(state, execution.parentId) : {}
  const own = Object.entries(state.scopes[executionId] ?? {}).map(([name, { value }]) => [name, value])
  return { ...outer, ...Object.fromEntries(own) }
}

/** A timer start event: the new instance and the next firing of the cycle are written together. */
async function startInstance(deps: RunJobDeps, job: LeasedJob): Promise<void> {
  const { definitions, clock, newId, newInstance } = deps
  const definition = await definitions.get(job.definitionId)
  const due = nextDue(job, clock.now())
  const { fence: _, ...row } = job
  const again: JobRow[] = due ? [{ ...plainJob(row), ...due, id: newId() }] : []
  const start = newInstance(definition)
  const { id: instanceId, definitionId, tenant } = start
  const event = { instanceId, definitionId, nodeId: job.nodeId, index: Number(job.data['index'] ?? 0), tenant, businessKey: null, variables: {} }
  await startByEvent(deps, event, { act: 'timer-start', actor: null, guards: [guardOf(job)], extraJobs: { put: again, remove: [job.id] } })
}

/** Without the lease's columns, which a new job does not have. */
function plainJob({ id, instanceId, executionId, definitionId, nodeId, kind, dueAt, retries, priority, topic, tenant, data, createdAt }: JobRow): JobRow {
  return { id, instanceId, executionId, definitionId, nodeId, kind, dueAt, retries, priority, topic, tenant, data, createdAt }
}

const guardOf = ({ id, fence }: LeasedJob) => ({ job: id, fence })
