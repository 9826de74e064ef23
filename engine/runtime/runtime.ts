import type { Knex } from 'knex'
import { appError } from '../errors.ts'
import { TokenFailure } from '../execution/environment.ts'
import type { InstanceState } from '../execution/state.ts'
import type { Actor } from '../identity/actor.ts'
import { createInstanceCache } from './cache.ts'
import { earlierAnswer, isKept, keepRefusal, renewed } from './claims.ts'
import { startState, type Claim, type CommandAnswer, type Execution } from './execution.ts'
import type { SentJob } from './flush.ts'
import { NeedsTransaction } from './handlers.ts'
import { NeedsLookup, type Within } from './lookup.ts'
import { createQueues } from './queue.ts'
import { createStepRunner, type Step, type StepDeps } from './step.ts'
import type { Flush, FlushResult, TransactionalStorage } from './storage.ts'
import { createTrain } from './train.ts'

export type RuntimeDeps = StepDeps & {
  db: Knex
  storage: TransactionalStorage
  /** Called after each commit: wakes up whoever waits for new work. */
  committed(flush: Flush): void
  /** Does the effects that a step has on other instances, before the step is answered. */
  drain(sent: SentJob[]): Promise<void>
  /** Connections that may flush at once; one on SQLite. */
  flushConnections: number
  cache?: boolean
}

/** A command under way: what it does to other instances is collected here when it is written. */
type Running = Execution & { sent: SentJob[] }

const attempts = 3
/** Of one step with a transactional handler. */
const maxLookups = 20

/** Runs commands: load, run, answer what is needed, flush once, and again from the start when somebody was faster. */
export function createRuntime(deps: RuntimeDeps) {
  const { db, clock, storage } = deps
  const run = createStepRunner(deps)
  const train = createTrain(storage, deps.flushConnections)
  const cache = createInstanceCache(deps.cache === false ? 0 : 2000)
  const enqueue = createQueues()

  /**
   * Exactly once per claim: the same key with the same body gets the first answer again, also when the step can no
   * longer be done because it has been done.
   * @throws AppError instance.unknown, instance.busy, idempotency.mismatch, or what the command, a handler or a form refuses.
   */
  async function execute(execution: Execution): Promise<CommandAnswer> {
    const id = 'start' in execution.target ? execution.target.start.id : execution.target.instanceId
    try {
      const sent: SentJob[] = []
      const answer = await enqueue(id, () => attempt({ ...execution, sent }, id))
      await deps.drain(sent)
      return answer
    } catch (error) {
      const earlier = execution.claim && (await earlierAnswer(db, execution.claim, clock.now()))
      if (earlier) return earlier
      throw error instanceof TokenFailure ? appError('request.invalid', { reason: error.message }) : error
    }
  }

  async function attempt(given: Running, id: string): Promise<CommandAnswer> {
    let execution = given
    for (let count = 0; count < attempts; count++) {
      const result = await once(execution, id)
      if (result !== 'conflict') return result
      cache.drop(id)
      if (given.claim) execution = { ...given, claim: await renewed(db, given.claim, clock.now()) }
    }
    throw appError('instance.busy', { id })
  }

  async function once(execution: Running, id: string): Promise<CommandAnswer | 'conflict'> {
    const cached = 'start' in execution.target ? undefined : cache.get(id)
    const state = cached ?? (await stateFor(execution, id, storage.load))
    let step: Step
    try {
      step = await run(execution, state)
    } catch (error) {
      if (error instanceof NeedsTransaction) return pathB(execution, id)
      // What fails on a cached state may go well on a newer one.
      if (cached) return 'conflict'
      throw error
    }
    return finish(execution, step, await train.flush(step.flush))
  }

  /**
   * A transactional handler is in the step: everything happens in one transaction that holds the instance's row. It is begun again
   * for each thing that must be looked up elsewhere; the handler's own queries are rolled back with it.
   */
  async function pathB(execution: Running, id: string): Promise<CommandAnswer | 'conflict'> {
    const looked = new Map<string, unknown>()
    while (looked.size < maxLookups) {
      try {
        const step = await transact(execution, id, looked)
        return await finish(execution, step, 'written')
      } catch (error) {
        if (error instanceof RolledBack) return finish(execution, error.step, error.result)
        if (!(error instanceof NeedsLookup)) throw error
        looked.set(error.key, await error.look())
      }
    }
    throw appError('handler.failed', { reason: 'a transactional handler gives other results each time, and what follows depends on them' })
  }

  function transact(execution: Execution, id: string, looked: Within['looked']): Promise<Step> {
    return storage.inTransaction(async (trx, on) => {
      if (!('start' in execution.target)) await on.lock(id)
      const step = await run(execution, await stateFor(execution, id, on.load), { trx, looked })
      const result = await on.flush(step.flush)
      if (result !== 'written') throw new RolledBack(step, result)
      return step
    })
  }

  async function finish({ claim, sent: effects }: Running, { settled, flush, answer, sent }: Step, result: FlushResult): Promise<CommandAnswer | 'conflict'> {
    if (result === 'duplicate') return (claim && (await earlierAnswer(db, claim, clock.now()))) ?? 'conflict'
    if (result === 'conflict') return 'conflict'
    cache.keep(settled())
    deps.committed(flush)
    effects.push(...sent)
    return answer
  }

  /**
   * A request as a whole, checks before its command included: sent again with the same claim it gets the same answer, whatever has become
   * possible or impossible since. @throws AppError what `change` refuses, or refused the first time; idempotency.mismatch
   */
  async function answer<T>({ claim, actor }: { claim?: Claim | undefined; actor: Actor }, change: () => Promise<T>): Promise<T | CommandAnswer> {
    try {
      return await change()
    } catch (error) {
      const earlier = claim && (await earlierAnswer(db, claim, clock.now()))
      if (earlier) return earlier
      if (claim && isKept(error)) await keepRefusal(db, { claim, actor, error }, { id: deps.newId(), now: clock.now() })
      throw error
    }
  }

  /**
   * The rows as they are now, to be read and not changed: those in memory when nobody was faster, so that a job of a large instance
   * does not load all of it.
   */
  async function current(id: string): Promise<InstanceState | undefined> {
    const cached = cache.get(id)
    if (!cached) return storage.load(id)
    const row: { rev: number } | undefined = await db('instance').where({ id }).first('rev')
    return row?.rev === cached.instance.rev ? cached : storage.load(id)
  }

  return { execute, answer, current, load: (id: string) => storage.load(id) }
}

export type Runtime = ReturnType<typeof createRuntime>

async function stateFor({ target }: Execution, id: string, load: (id: string) => Promise<InstanceState | undefined>): Promise<InstanceState> {
  const state = 'start' in target ? startState(target.start) : await load(id)
  if (!state) throw appError('instance.unknown', { id })
  return state
}

/** Leaves the transaction without a trace; the step's answer is decided outside. */
class RolledBack extends Error {
  readonly step: Step
  readonly result: FlushResult
  constructor(step: Step, result: FlushResult) {
    super(`rolled back: ${result}`)
    this.step = step
    this.result = result
  }
}
