import type { Knex } from 'knex'
import { addMs } from '../clock.ts'
import type { Engine } from '../module.ts'
import { retryAt, retryPlan, type RetryPlan } from './backoff.ts'
import { isEffect, isFinal } from '../outbox/outbox.ts'
import { acquire, extendLease, markFailed, recordFailure, releaseLeases, type LeasedJob } from './jobs.store.ts'
import { runJob, type RunJobDeps } from './run-job.ts'

const leaseMs = 30_000
const heartbeatMs = 10_000
const pollMs = 1_000
const batch = 16

export type JobsDeps = RunJobDeps & { db: Knex; log: Engine['log'] }

/**
 * The job worker of a node. Timers are rows: a poll each second is the truth, a wake-up after a commit only saves the wait.
 * Several nodes may run; a job is done once, by whoever's flush holds the current fence.
 */
export function createJobs(deps: JobsDeps) {
  const { db, clock, log } = deps
  const node = deps.newId()
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  const underWay = new Set<Promise<void>>()

  /** Runs everything that is due, also what becomes due by it. Resolves when nothing is left. */
  function runDue(): Promise<void> {
    const round = untilNothingIsDue()
    underWay.add(round)
    return round.finally(() => underWay.delete(round))
  }

  async function untilNothingIsDue(): Promise<void> {
    while (!stopping.signal.aborted) {
      const jobs = await acquire(db, { node, now: clock.now(), until: addMs(clock.now(), leaseMs), limit: batch })
      if (jobs.length === 0) return
      await Promise.all(jobs.map((job) => runLeased(job)))
    }
  }

  async function runLeased(job: LeasedJob): Promise<void> {
    const heartbeat = setInterval(
      () => void extendLease(db, job, addMs(clock.now(), leaseMs)).catch((error: Error) => log.warn({ error: error.message }, 'lease not extended')),
      heartbeatMs,
    )
    try {
      await runJob(deps, job, stopping.signal)
    } catch (error) {
      // What cannot even be noted stays leased, and is tried again when the lease has run out.
      await fail(job, error instanceof Error ? error : new Error(String(error))).catch((second: Error) =>
        log.warn({ jobId: job.id, error: second.message }, 'failure not noted'),
      )
    } finally {
      clearInterval(heartbeat)
    }
  }

  /** The failure is written with the lease's fence: a node that has lost the job changes nothing. */
  async function fail(job: LeasedJob, cause: Error): Promise<void> {
    const error = cause.message.slice(0, 2000)
    const { graph } = await deps.definitions.get(job.definitionId)
    const plan = retryPlan(graph.nodes[job.nodeId]?.retryCycle ?? null)
    const retries = isEffect(job) && isFinal(cause) ? 0 : (job.error === null ? plan.attempts : job.retries) - 1
    log.warn({ jobId: job.id, nodeId: job.nodeId, retries, error }, 'job failed')
    if (job.instanceId === null) await postpone(job, Math.max(retries, 1), { plan, error })
    else if (retries > 0) await postpone(job, retries, { plan, error })
    else {
      await giveUp(job, job.instanceId, error)
      await markFailed(db, job, error)
    }
  }

  /** A start event has no instance that an incident could be seen on: it is tried for ever. */
  async function postpone(job: LeasedJob, retries: number, { plan, error }: { plan: RetryPlan; error: string }): Promise<void> {
    await recordFailure(db, job, { retries, dueAt: retryAt(clock.now(), plan, plan.attempts - retries), error })
  }

  /** No retry left and the incident that says so are one flush: a node that dies in between leaves no job that nobody looks after. */
  async function giveUp(job: LeasedJob, instanceId: string, message: string): Promise<void> {
    const command = { kind: 'job-failed' as const, job, message }
    const guards = [{ job: job.id, fence: job.fence }]
    await deps.runtime.execute({ target: { instanceId }, command: () => command, act: 'incident', actor: null, guards })
  }

  /** Something may be due now. Calls while a round runs are remembered, not stacked. */
  function wake(): void {
    if (stopping.signal.aborted) return
    again = true
    running ??= rounds().finally(() => (running = undefined))
  }

  async function rounds(): Promise<void> {
    while (again) {
      again = false
      await runDue().catch((error: Error) => log.error({ error: error.message }, 'job round failed'))
    }
  }

  return {
    runDue,
    /** Does a job at once whose lease is this caller's, and notes a failure as the worker would. */
    runNow: runLeased,
    wake,
    start(): void {
      timer = setInterval(wake, pollMs)
      wake()
    },
    /** Takes no more jobs and waits for those under way; their leases go back at once. */
    async stop(): Promise<void> {
      clearInterval(timer)
      stopping.abort()
      await Promise.allSettled([running, ...underWay])
      await releaseLeases(db, node)
    },
    idle: async () => void (await running),
  }
}

export type Jobs = ReturnType<typeof createJobs>
