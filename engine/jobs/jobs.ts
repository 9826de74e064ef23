import type { Knex } from 'knex'
import { addMs } from '../clock.ts'
import type { Engine } from '../module.ts'
import { retryAt } from './backoff.ts'
import { acquire, extendLease, recordFailure, releaseLeases, type LeasedJob } from './jobs.store.ts'
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

  /** Runs everything that is due, also what becomes due by it. Resolves when nothing is left. */
  async function runDue(): Promise<void> {
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
      await fail(job, error instanceof Error ? error : new Error(String(error)))
    } finally {
      clearInterval(heartbeat)
    }
  }

  async function fail(job: LeasedJob, error: Error): Promise<void> {
    const retries = job.retries - 1
    const definition = await deps.definitions.get(job.definitionId)
    const dueAt = retryAt(clock.now(), definition.graph.nodes[job.nodeId]?.retryCycle ?? null, 3 - job.retries)
    log.warn({ jobId: job.id, nodeId: job.nodeId, retries, error: error.message }, 'job failed')
    const ours = await recordFailure(db, job, { retries, dueAt, error: error.message.slice(0, 2000) })
    if (!ours || retries > 0 || job.instanceId === null) return
    const command = { kind: 'job-failed' as const, jobId: job.id, message: error.message.slice(0, 2000) }
    await deps.runtime.execute({ target: { instanceId: job.instanceId }, command: () => command, act: 'incident', actor: null })
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
    wake,
    start(): void {
      timer = setInterval(wake, pollMs)
      wake()
    },
    /** Takes no more jobs and waits for those under way; their leases go back at once. */
    async stop(): Promise<void> {
      clearInterval(timer)
      stopping.abort()
      await running
      await releaseLeases(db, node)
    },
    idle: async () => void (await running),
  }
}

export type Jobs = ReturnType<typeof createJobs>
