import { addMs } from '../../clock.ts'
import type { Actor } from '../../identity/actor.ts'
import { execute } from '../commanding.ts'
import { optionalDate, toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { badRequest, engineFailure, notFound } from '../errors.ts'
import { readFilters, type ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import { assertOwn } from '../shared-definitions.ts'
import { jobDefinitionId } from './job-definition.ts'
import { jobFilters, type JobFilters } from './job.filters.ts'
import { changeJobs, countJobs, deleteJob, findJob, jobError, leaseJob, listJobs, type JobChange, type JobFacts, type Of } from './job.store.ts'

const leaseMs = 30_000

/** Timers and steps that are put off, by hand: doing one now, giving it another try, another time, or a rest. */
export function createJobService({ db, engine, runtime, jobs, scope }: EngineRestDeps & { scope: Scope }) {
  const caller = engine.newId()
  const of = (actor: Actor): Of => ({ scope, actor, now: engine.clock.now() })

  async function find(id: string, actor: Actor): Promise<JobFacts> {
    const row = await findJob(db, id, of(actor))
    if (row === undefined) throw notFound(`Job with id ${id} does not exist`)
    return row
  }

  /** A timer that starts a process belongs to everybody who runs the process. */
  async function findToChange(id: string, actor: Actor): Promise<JobFacts> {
    const row = await find(id, actor)
    if (row.instanceId === null) await assertOwn(db, actor, [row.definitionId])
    return row
  }

  async function change(id: string, actor: Actor, patch: JobChange): Promise<void> {
    await findToChange(id, actor)
    await changeJobs(db, [id], patch)
    jobs.wake()
  }

  async function run(id: string, actor: Actor): Promise<void> {
    const { error: before } = await findToChange(id, actor)
    const now = engine.clock.now()
    const job = await leaseJob(db, id, { node: caller, now, until: addMs(now, leaseMs) })
    if (job === undefined) throw engineFailure(`Cannot execute job ${id}: it is being executed`, 'RestException')
    await jobs.runNow(job)
    const after = await jobError(db, id)
    if (after?.error !== undefined && after.error !== null) throw engineFailure(after.error, 'RestException')
    if (after !== undefined && before !== null) throw engineFailure(before, 'RestException')
  }

  return {
    list: async (request: ListRequest<JobFilters>, actor: Actor) => (await listJobs(db, request, of(actor))).map(jobView),
    count: (request: ListRequest<JobFilters>, actor: Actor) => countJobs(db, request, of(actor)),
    get: async (id: string, actor: Actor) => jobView(await find(id, actor)),
    run,
    async stacktrace(id: string, actor: Actor): Promise<string> {
      await find(id, actor)
      const { error = null, errorDetails = null } = (await jobError(db, id)) ?? {}
      return errorDetails ?? error ?? ''
    },
    async setRetries(id: string, { retries, dueAt }: { retries: number; dueAt: string | undefined }, actor: Actor): Promise<void> {
      if (retries < 0)
        throw badRequest('BadUserRequestException', `The number of job retries must be a non-negative Integer, but '${retries}' has been provided.`)
      const job = await find(id, actor)
      if (job.instanceId !== null)
        await execute(runtime, {
          instanceId: job.instanceId,
          act: 'job-retries',
          actor,
          command: { kind: 'job-retries', job, retries, message: job.error ?? '' },
        })
      // What is tried again is tried at once: it rests only after a failure.
      const again = retries > 0 && job.retries === 0 ? { dueAt: engine.clock.now() } : {}
      await change(id, actor, { retries, ...again, ...(dueAt !== undefined && { dueAt }) })
    },
    setDueDate: (id: string, dueAt: string, actor: Actor) => change(id, actor, { dueAt }),
    setPriority: (id: string, priority: number, actor: Actor) => change(id, actor, { priority }),
    suspend: (id: string, suspended: boolean, actor: Actor) => change(id, actor, { suspendedAt: suspended ? engine.clock.now() : null }),
    async suspendAll(filters: Record<string, unknown>, suspended: boolean, actor: Actor): Promise<void> {
      const request = { given: readFilters(jobFilters, filters), sorting: [], paging: { firstResult: 0, maxResults: 50_000 } }
      const rows = await listJobs(db, request, of(actor))
      await assertOwn(
        db,
        actor,
        rows.flatMap(({ instanceId, definitionId }) => (instanceId === null ? [definitionId] : [])),
      )
      const ids = rows.map(({ id }) => id)
      await changeJobs(db, ids, { suspendedAt: suspended ? engine.clock.now() : null })
      jobs.wake()
    },
    async remove(id: string, actor: Actor): Promise<void> {
      await findToChange(id, actor)
      await deleteJob(db, id)
    },
    /** Places where jobs come from, of which there is a job now. */
    async definitions(filters: Record<string, unknown>, actor: Actor) {
      const request = { given: readFilters(jobFilters, filters), sorting: [], paging: { firstResult: 0, maxResults: 50_000 } }
      const rows = await listJobs(db, request, of(actor))
      return [...new Map(rows.map((row) => [jobDefinitionId(row), jobDefinitionView(row)])).values()]
    },
  }
}

function jobView(job: JobFacts) {
  const { id, dueAt, instanceId, definitionId, definitionKey, executionId, nodeId, error, retries, suspendedAt, priority, tenant, createdAt, kind } = job
  const isTimer = kind === 'timer' || kind === 'start'
  return {
    id,
    jobDefinitionId: jobDefinitionId(job),
    dueDate: optionalDate(isTimer || error !== null ? dueAt : null),
    processInstanceId: instanceId,
    processDefinitionId: definitionId,
    processDefinitionKey: definitionKey,
    executionId,
    failedActivityId: error === null ? null : nodeId,
    exceptionMessage: error,
    retries,
    suspended: suspendedAt !== null,
    priority,
    tenantId: tenantId(tenant),
    createTime: toCamundaDate(createdAt),
    batchId: null,
  }
}

const typeOfKind: Record<string, string> = { timer: 'timer-transition', start: 'timer-start-event', async: 'async-continuation', handler: 'async-continuation' }

function jobDefinitionView(job: JobFacts) {
  return {
    id: jobDefinitionId(job),
    processDefinitionId: job.definitionId,
    processDefinitionKey: job.definitionKey,
    activityId: job.nodeId,
    jobType: typeOfKind[job.kind] ?? job.kind,
    jobConfiguration: null,
    overridingJobPriority: null,
    suspended: false,
    tenantId: tenantId(job.tenant),
    deploymentId: null,
  }
}
