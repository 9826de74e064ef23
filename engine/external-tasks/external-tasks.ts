import type { Knex } from 'knex'
import { addMs } from '../clock.ts'
import type { Definitions } from '../definitions/definitions.ts'
import { AppError, appError } from '../errors.ts'
import { serviceOf } from '../execution/service-of.ts'
import type { Variables } from '../execution/state.ts'
import type { Command } from '../execution/trigger.ts'
import { retyped } from '../execution/values.ts'
import type { Actor } from '../identity/actor.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { createBell } from './bell.ts'
import { errorDetailsOf, externalTasks, selectTasks, takeLock, taskById, updateTask, type ExternalTaskRow } from './external-tasks.store.ts'
import { lockFree, type FetchAndLock } from './fetch-and-lock.store.ts'
import { withVariables, type LockedTask } from './locked-task.ts'

export type ExternalTasksDeps = { db: Knex; clock: { now(): string }; runtime: Pick<Runtime, 'execute'>; definitions: Pick<Definitions, 'get'> }

/** Who reports what about which task. `actor` is recorded with the command. */
type Report = { id: string; workerId: string; actor: Actor | null }
type Payload = { variables?: Variables | undefined; localVariables?: Variables | undefined }

/** Tasks of other nodes, and locks that run out, are seen by looking again: milliseconds. */
const pollMs = 1_000
const messageLimit = 2_000

export type ExternalTasks = ReturnType<typeof createExternalTasks>

/**
 * Work that programs outside fetch, do and report on (camunda:type="external"). A lock belongs to a worker by name until its time is over;
 * what a worker reports counts only while nobody else has taken the task since: the fence of its job is a guard of the flush.
 */
export function createExternalTasks({ db, clock, runtime, definitions }: ExternalTasksDeps) {
  const bell = createBell()
  const stopping = new AbortController()

  /** Waits up to `asyncResponseTimeout` milliseconds for something to lock; ends at once when the server stops or `signal` aborts. */
  async function fetchAndLock(
    request: Omit<FetchAndLock, 'now'> & { asyncResponseTimeout?: number | undefined },
    signal: AbortSignal = stopping.signal,
  ): Promise<LockedTask[]> {
    const either = AbortSignal.any([signal, stopping.signal])
    const until = performance.now() + (request.asyncResponseTimeout ?? 0)
    for (;;) {
      const heard = bell.heard()
      const rows = either.aborted ? [] : await lockFree(db, { ...request, now: clock.now() })
      const left = until - performance.now()
      if (rows.length > 0 || left <= 0 || either.aborted) return withVariables(db, rows, request.topics, async (id) => (await definitions.get(id)).graph)
      await bell.wait(heard, Math.min(left, pollMs), either)
    }
  }

  /** @throws AppError external-task.unknown */
  async function get(id: string): Promise<ExternalTaskRow> {
    const row = await taskById(db, id)
    if (!row) throw appError('external-task.unknown', { id })
    return row
  }

  /** The task, while this worker holds it: also after the end of his lock, as long as nobody else has taken it. */
  async function held({ id, workerId }: Omit<Report, 'actor'>, act: string): Promise<ExternalTaskRow> {
    const row = await get(id)
    if (row.leaseOwner !== workerId) throw appError('external-task.not_locked', { id, workerId, lockedBy: row.leaseOwner, act })
    return row
  }

  async function command(row: ExternalTaskRow, report: Report, { act, make }: { act: string; make: Command }): Promise<void> {
    const guards = [{ job: row.id, fence: row.fence }]
    try {
      await runtime.execute({ target: { instanceId: row.instanceId }, command: () => make, act: `external-task-${act}`, actor: report.actor, guards })
    } catch (error) {
      // Somebody else has taken or done it in between: the worker is told so, and not to try again.
      if (error instanceof AppError && error.code === 'instance.busy') await held(report, act)
      throw error
    }
  }

  const trigger = ({ id, executionId }: ExternalTaskRow, { variables = {}, localVariables = {} }: Payload) =>
    ({ kind: 'trigger', executionId, trigger: { kind: 'external', jobId: id, variables: retyped(variables), local: retyped(localVariables) } }) as const

  async function complete(report: Report & Payload): Promise<void> {
    const row = await held(report, 'completed')
    await command(row, report, { act: 'completed', make: trigger(row, report) })
  }

  /**
   * An attempt has failed. The lock stays for `retryTimeout` milliseconds, so that the next attempt is not made at once; with no retries left
   * an incident says why. camunda:errorEventDefinition may make an error of the model of it.
   */
  async function failure(
    report: Report & Payload & { errorMessage: string | null; errorDetails: string | null; retries: number; retryTimeout: number },
  ): Promise<void> {
    const act = 'failed'
    const row = await held(report, act)
    const { errorMessage, errorDetails, retries, retryTimeout } = report
    const error = errorMessage === null ? null : errorMessage.slice(0, messageLimit)
    if (await concernsTheModel(row, report)) {
      const { trigger: plain, ...rest } = trigger(row, report)
      const facts = { errorMessage: error, errorDetails, retries, workerId: report.workerId }
      await command(row, report, { act, make: { ...rest, trigger: { ...plain, failed: facts } } })
    }
    const patch = { error: error ?? '', errorDetails, retries, leaseUntil: addMs(clock.now(), retryTimeout), data: '{}' }
    // Nobody holds it any more when an error event has caught it; else somebody was faster.
    if (!(await updateTask(db, row, patch)) && !(await isGone(row.id))) await held(report, act)
    bell.ring()
  }

  const isGone = async (id: string) => (await taskById(db, id)) === undefined

  async function concernsTheModel(row: ExternalTaskRow, { retries, variables, localVariables }: { retries: number } & Payload): Promise<boolean> {
    if (retries <= 0 || Object.keys({ ...variables, ...localVariables }).length > 0) return true
    const node = (await definitions.get(row.definitionId)).graph.nodes[row.nodeId]
    const service = node && serviceOf(node)
    return service !== null && service !== undefined && 'errors' in service && service.errors.length > 0
  }

  /** An error of the model: an event that catches it goes on; where none does, the token stays with an incident. */
  async function bpmnError(report: Report & { errorCode: string; errorMessage: string | null; variables?: Variables | undefined }): Promise<void> {
    const row = await held(report, 'handled as BPMN error')
    const thrown = { code: report.errorCode, message: report.errorMessage, variables: retyped(report.variables ?? {}) }
    await command(row, report, { act: 'bpmn-error', make: { kind: 'throw', executionId: row.executionId, what: 'error', thrown } })
  }

  /** @throws AppError external-task.not_locked when another worker holds it */
  async function lock({ id, workerId, lockDuration }: { id: string; workerId: string; lockDuration: number }): Promise<void> {
    const { leaseOwner } = await get(id)
    const now = clock.now()
    if (await takeLock(db, id, { workerId, now, until: addMs(now, lockDuration) })) return
    throw appError('external-task.not_locked', { id, workerId, lockedBy: leaseOwner, act: 'locked' })
  }

  /** @throws AppError external-task.lock_expired when its time is over: somebody else may have begun */
  async function extendLock({ id, workerId, newDuration }: { id: string; workerId: string; newDuration: number }): Promise<void> {
    const row = await held({ id, workerId }, 'extended')
    const now = clock.now()
    if (row.leaseUntil === null || row.leaseUntil <= now) throw appError('external-task.lock_expired', { id, workerId })
    if (!(await updateTask(db, row, { leaseUntil: addMs(now, newDuration) }))) await held({ id, workerId }, 'extended')
  }

  async function unlock(id: string): Promise<void> {
    await get(id)
    await updateTask(db, { id }, { leaseOwner: null, leaseUntil: null, fence: db.raw('fence + 1') })
    bell.ring()
  }

  /** A number above 0 settles the incident that said there was none left; 0 makes one. */
  async function setRetries({ id, retries, actor }: { id: string; retries: number; actor: Actor | null }): Promise<void> {
    const row = await get(id)
    const make = { kind: 'job-retries', job: { id, executionId: row.executionId, nodeId: row.nodeId }, retries, message: row.error ?? '' } as const
    await runtime.execute({ target: { instanceId: row.instanceId }, command: () => make, act: 'external-task-retries', actor })
    await updateTask(db, { id }, { retries, data: '{}' })
    bell.ring()
  }

  async function setPriority({ id, priority }: { id: string; priority: number }): Promise<void> {
    await get(id)
    await updateTask(db, { id }, { priority })
  }

  return {
    fetchAndLock,
    get,
    lock,
    complete,
    failure,
    bpmnError,
    extendLock,
    unlock,
    setRetries,
    setPriority,
    /** Narrowed, sorted and cut by the caller: the query has `job`, `instance`, `execution` and `definition` in it. */
    list: (narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<ExternalTaskRow[]> => selectTasks(narrow(externalTasks(db))),
    async count(narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<number> {
      const row: { count: number | string } | undefined = await narrow(externalTasks(db)).countDistinct({ count: 'job.id' }).first()
      return Number(row?.count ?? 0)
    },
    async errorDetails(id: string): Promise<string | null> {
      await get(id)
      return errorDetailsOf(db, id)
    },
    /** After a commit that made or freed tasks: those who wait look again. */
    wake: () => bell.ring(),
    /** Ends all waiting requests with what they have: nothing. */
    stop: () => stopping.abort(),
  }
}
