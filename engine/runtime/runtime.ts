import type { Knex } from 'knex'
import { fromJson } from '../db/json.ts'
import type { Definitions } from '../definitions/definitions.ts'
import { AppError, appError } from '../errors.ts'
import { TokenFailure } from '../execution/environment.ts'
import { Machine, type Progress } from '../execution/machine.ts'
import type { Need, TaskAnswer, TaskNeed } from '../execution/need.ts'
import type { InstanceState, JobRow } from '../execution/state.ts'
import type { Command } from '../execution/trigger.ts'
import type { Actor, ModuleRow, Submission } from '../module.ts'
import { createInstanceCache } from './cache.ts'
import { toFlush } from './flush.ts'
import { needsTransaction, type Handlers } from './handlers.ts'
import { createQueues } from './queue.ts'
import { eventsOf, sealRecord } from './record.ts'
import type { Flush, FlushResult, Guard, Storage } from './storage.ts'
import { createTrain } from './train.ts'

export type RuntimeDeps = {
  db: Knex
  clock: { now(): string }
  newId(): string
  storage: TransactionalStorage
  definitions: Pick<Definitions, 'get'>
  handlers: Handlers
  resolveTask(need: TaskNeed, now: string): Promise<TaskAnswer>
  /** Columns that hold JSON, by module table. */
  jsonColumns(table: string): readonly string[]
  /** Called after each commit: wakes up whoever waits for new work. */
  committed(flush: Flush): void
  /** Connections that may flush at once; one on SQLite. */
  flushConnections: number
  cache?: boolean
}

/** Path B needs load and flush on the connection of a transaction that the handler shares. */
export type TransactionalStorage = Storage & {
  inTransaction<T>(
    fn: (
      trx: Knex.Transaction,
      on: { lock(instanceId: string): Promise<void>; load(instanceId: string): Promise<InstanceState | undefined>; flush(item: Flush): Promise<FlushResult> },
    ) => Promise<T>,
  ): Promise<T>
}

export type Claim = { scope: string; key: string; bodyHash: string }

/** One command on one instance. Everything that depends on the instance's state is a function, because the command may be run again on a newer one. */
export type Execution = {
  target: { instanceId: string } | { start: InstanceState['instance'] }
  /** @throws AppError when the state no longer allows it. */
  command(state: InstanceState): Command
  act: string
  actor: Actor | null
  submission?: Submission | null
  /** Evidence that is flushed with the command. */
  evidence?: ModuleRow[]
  guards?: Guard[]
  claim?: Claim | undefined
  extraJobs?: { put: JobRow[]; remove: string[] }
}

export type Outcome = { state: InstanceState; answer: { instanceId: string; businessKey: string | null } }

const attempts = 3
const defaultRetries = 3

/** Runs commands: load, run, answer what is needed, flush once, and again from the start when somebody was faster. */
export function createRuntime(deps: RuntimeDeps) {
  const { db, clock, newId, storage, definitions, handlers } = deps
  const train = createTrain(storage, deps.flushConnections)
  const cache = createInstanceCache(deps.cache === false ? 0 : 2000)
  const enqueue = createQueues()

  /**
   * Exactly once per claim: the same key with the same body gets the first answer again, also when the step can no
   * longer be done because it has been done.
   * @throws AppError instance.unknown, instance.busy, idempotency.mismatch, or what the command, a handler or a form refuses.
   */
  async function execute(execution: Execution): Promise<Outcome['answer']> {
    const id = 'start' in execution.target ? execution.target.start.id : execution.target.instanceId
    try {
      return await enqueue(id, () => attempt(execution, id))
    } catch (error) {
      const earlier = execution.claim && (await earlierAnswer(db, execution.claim, clock.now()))
      if (earlier) return earlier
      throw error instanceof TokenFailure ? appError('request.invalid', { reason: error.message }) : error
    }
  }

  async function attempt(execution: Execution, id: string): Promise<Outcome['answer']> {
    for (let count = 0; count < attempts; count++) {
      const result = await once(execution, id)
      if (result !== 'conflict') return result
      cache.drop(id)
    }
    throw appError('instance.busy', { id })
  }

  async function once(execution: Execution, id: string): Promise<Outcome['answer'] | 'conflict'> {
    const cached = 'start' in execution.target ? undefined : cache.get(id)
    const state = 'start' in execution.target ? blank(execution.target.start) : (cached ?? (await storage.load(id)))
    if (!state) throw appError('instance.unknown', { id })
    try {
      return await pathA(execution, state)
    } catch (error) {
      if (error === needsTransaction) return pathB(execution, id)
      // What a cached state refuses may be true of a newer one.
      if (cached && error instanceof AppError) return 'conflict'
      throw error
    }
  }

  async function pathA(execution: Execution, state: InstanceState): Promise<Outcome['answer'] | 'conflict'> {
    const prepared = await run(execution, state)
    return finish(execution, prepared, await train.flush(prepared.flush))
  }

  /** A transactional handler is in the step: everything happens in one transaction that holds the instance's row. */
  async function pathB(execution: Execution, id: string): Promise<Outcome['answer'] | 'conflict'> {
    const rollback = Symbol('rollback')
    let prepared: Prepared | undefined
    let result: FlushResult = 'conflict'
    try {
      await storage.inTransaction(async (trx, on) => {
        if (!('start' in execution.target)) await on.lock(id)
        const state = 'start' in execution.target ? blank(execution.target.start) : await on.load(id)
        if (!state) throw appError('instance.unknown', { id })
        prepared = await run(execution, state, trx)
        result = await on.flush(prepared.flush)
        if (result !== 'written') throw rollback
      })
    } catch (error) {
      if (error !== rollback) throw error
    }
    return prepared ? finish(execution, prepared, result) : 'conflict'
  }

  async function finish({ claim }: Execution, { state, flush, answer }: Prepared, result: FlushResult): Promise<Outcome['answer'] | 'conflict'> {
    if (result === 'conflict') return 'conflict'
    if (result === 'duplicate') {
      const earlier = claim && (await earlierAnswer(db, claim, clock.now()))
      if (earlier) return earlier
      return 'conflict'
    }
    cache.keep(state)
    deps.committed(flush)
    return answer
  }

  type Prepared = { state: InstanceState; flush: Flush; answer: Outcome['answer'] }

  async function run(execution: Execution, state: InstanceState, trx?: Knex.Transaction): Promise<Prepared> {
    const definition = await definitions.get(state.instance.definitionId)
    const now = clock.now()
    const isNew = 'start' in execution.target
    const machine = new Machine(definition.graph, state, { isNew, env: { now, newId, processName: definition.name, retries: defaultRetries } })
    let progress: Progress = machine.run(execution.command(state))
    while (!progress.done) progress = machine.answer(await answerNeed(progress.need, { machine, execution, now, trx }))
    return prepare(execution, progress, now)
  }

  async function answerNeed(
    need: Need,
    { machine, execution, now, trx }: { machine: Machine; execution: Execution; now: string; trx: Knex.Transaction | undefined },
  ): Promise<unknown> {
    if (need.kind === 'task') return deps.resolveTask(need, now)
    const answer = await handlers.answer(need, machine.rows.instance, { submission: execution.submission ?? null, actor: execution.actor, now }, trx)
    if (answer === needsTransaction) throw needsTransaction
    return answer
  }

  function prepare(execution: Execution, { changes, state }: Extract<Progress, { done: true }>, now: string): Prepared {
    const { instance } = changes
    const rev = changes.isNew ? 0 : instance.rev + 1
    const answer = { instanceId: instance.id, businessKey: instance.businessKey }
    const record = sealRecord({
      id: newId(),
      instanceId: instance.id,
      rev,
      scope: execution.claim?.scope ?? null,
      idempotencyKey: execution.claim?.key ?? null,
      bodyHash: execution.claim?.bodyHash ?? null,
      tenant: instance.tenant,
      actor: execution.actor?.userId ?? null,
      onBehalfOf: null,
      act: execution.act,
      at: now,
      answer,
      changes: changes.variableChanges,
      events: eventsOf(changes),
      previousHash: instance.head,
    })
    const sealed = { ...instance, rev, head: record.hash }
    const { evidence = [], guards = [], extraJobs } = execution
    const flush = toFlush({ ...changes, instance: sealed }, record, { guards, rows: evidence, jsonColumns: deps.jsonColumns, ...(extraJobs && { extraJobs }) })
    return { flush, answer, state: { ...state, instance: sealed } }
  }

  return {
    execute,
    load: (id: string) => storage.load(id),
    /** The answer this claim got before, if it was used. @throws AppError idempotency.mismatch */
    answered: (claim: Claim) => earlierAnswer(db, claim, clock.now()),
  }
}

export type Runtime = ReturnType<typeof createRuntime>

function blank(instance: InstanceState['instance']): InstanceState {
  return { instance, executions: {}, scopes: {}, tasks: {}, subscriptions: {}, jobs: {}, incidents: {} }
}

const claimKeptMs = 24 * 3_600_000

/** What a claim was answered with. A claim older than a day is forgotten; the record itself stays. */
async function earlierAnswer(db: Knex, { scope, key, bodyHash }: Claim, now: string): Promise<Outcome['answer'] | undefined> {
  const row: { id: string; bodyHash: string; answer: unknown; at: string } | undefined = await db('command').where({ scope, idempotencyKey: key }).first('id', 'bodyHash', 'answer', 'at')
  if (!row) return undefined
  if (Date.parse(now) - Date.parse(row.at) > claimKeptMs) {
    await db('command').where({ id: row.id }).update({ scope: null, idempotencyKey: null })
    return undefined
  }
  if (row.bodyHash !== bodyHash) throw appError('idempotency.mismatch')
  return fromJson(row.answer)
}
