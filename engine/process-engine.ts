import type { Clock } from './clock.ts'
import type { Database } from './db/database.ts'
import { createDecisions } from './decisions/decisions.ts'
import { createCalledDefinitions } from './definitions/called-definition.ts'
import { reviewDefinitions } from './definitions/review.ts'
import { createDefinitions, type DefinitionsDeps } from './definitions/definitions.ts'
import { createExternalTasks } from './external-tasks/external-tasks.ts'
import { newInstance } from './instances/new-instance.ts'
import { createJobs } from './jobs/jobs.ts'
import { releaseJobs } from './jobs/jobs.store.ts'
import { createMessages } from './messages/messages.ts'
import type { Engine, Handler } from './module.ts'
import { createDrain } from './outbox/drain.ts'
import { createOutbox } from './outbox/outbox.ts'
import { caughtAbove } from './runtime/caught-above.ts'
import { createHandlers, type Handlers } from './runtime/handlers.ts'
import { postgresStorage } from './runtime/postgres-storage.ts'
import { createQuestions, dueInWorkingTime, type Calendars } from './runtime/questions.ts'
import { createRuntime, type RuntimeDeps } from './runtime/runtime.ts'
import { sqliteStorage } from './runtime/sqlite-storage.ts'
import type { Flush } from './runtime/storage.ts'
import { createScriptHost } from './scripts/script-host.ts'

export type ProcessEngineDeps = Pick<RuntimeDeps, 'resolveTask' | 'cache'> & {
  database: Database
  clock: Pick<Clock, 'now' | 'elapsedMs'>
  log: Engine['log']
  newId(): string
  handlers: Handler[]
  /** JSON columns by module table that a flush may write. */
  tables: ReadonlyMap<string, readonly string[]>
  engine(): Engine
  calendars: Calendars
  capabilities(handlers: Handlers): DefinitionsDeps['capabilities']
  /** Does this node take jobs? Effects of its own commands on other instances it does in any case. */
  takesJobs: boolean
  committed?(flush: Flush): void
  flushConnections?: number
}

/** What runs processes, without HTTP, people or forms: definitions, commands, jobs, messages, scripts, and what instances do to each other. */
export function createProcessEngine(deps: ProcessEngineDeps) {
  const { database, clock, newId, log, tables, takesJobs } = deps
  const db = database.knex
  const handlers = createHandlers({ handlers: deps.handlers, tables: new Set(tables.keys()), engine: deps.engine, newId })
  const capabilities = deps.capabilities(handlers)
  const definitions = createDefinitions({ db, clock, newId, capabilities })
  const called = createCalledDefinitions(db, definitions)
  const scripts = createScriptHost()
  const decisions = createDecisions({ db, clock, newId, scripts })
  const storage = database.kind === 'postgres' ? postgresStorage(database) : sqliteStorage(database)
  const runNow: Jobs['runNow'] = (job) => jobs.runNow(job)
  const runtime = createRuntime({
    db,
    clock,
    newId,
    storage,
    definitions,
    handlers,
    resolveTask: deps.resolveTask,
    answerQuestion: createQuestions({
      compute: (need) => scripts.run(need),
      decision: async (need, { tenant, definitionId }) =>
        decisions.evaluate(need, { tenant, deploymentId: (await definitions.get(definitionId)).deploymentId }),
      due: dueInWorkingTime(deps.calendars),
      'caught-above': caughtAbove({ load: storage.load, definitions }),
    }),
    jsonColumns: (table) => tables.get(table) ?? [],
    committed(flush) {
      deps.committed?.(flush)
      const made = flush.put['job'] ?? []
      if (made.length > 0 && takesJobs) jobs.wake()
      if (made.some(({ kind }) => kind === 'external')) externalTasks.wake()
    },
    drain: createDrain({ elapsedMs: clock.elapsedMs, runNow, release: (ids) => releaseJobs(db, ids) }),
    flushConnections: deps.flushConnections ?? (database.kind === 'postgres' ? 4 : 1),
    ...(deps.cache !== undefined && { cache: deps.cache }),
  })
  const receiving = { db, runtime, definitions, clock, newId }
  const messages = createMessages({ ...receiving, compute: scripts.run })
  const externalTasks = createExternalTasks({ db, clock, runtime, definitions })
  const outbox = createOutbox({ ...receiving, called, runNow })
  const starting = (definition: { id: string; key: string; name: string; tenant: string }) =>
    newInstance({ id: newId(), definition, tenant: definition.tenant, initiator: null, now: clock.now() })
  const jobs = createJobs({ db, clock, log, newId, runtime, definitions, handlers, outbox, newInstance: starting })
  /** What today's rules would refuse of what runs is said in the log; it goes on running. */
  const review = async (): Promise<void> => {
    for (const { findings, ...definition } of await reviewDefinitions({ db, capabilities })) {
      const named = findings.map(({ element, rule, message }) => ({ element, rule, message: message.en }))
      log.warn({ ...definition, findings: named }, 'a deployed process would be refused by the rules of now')
    }
  }
  const stop = async (): Promise<void> => {
    externalTasks.stop()
    await jobs.stop()
  }
  /** When nothing is under way any more: a script that was refused because of the end would be somebody's incident. */
  const end = () => scripts.stop()
  return { storage, handlers, definitions, called, decisions, runtime, jobs, messages, externalTasks, scripts, review, stop, end }
}

type Jobs = ReturnType<typeof createJobs>
