import { addMs } from '../clock.ts'
import { appError } from '../errors.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { ChangeSet } from '../execution/changes.ts'
import { Machine, type Progress } from '../execution/machine.ts'
import type { HandlerNeed, Need, Question, TaskAnswer, TaskNeed } from '../execution/need.ts'
import type { InstanceRow, InstanceState } from '../execution/state.ts'
import type { Command } from '../execution/trigger.ts'
import type { CommandAnswer, Execution } from './execution.ts'
import { toFlush, type SentJob } from './flush.ts'
import { NeedsTransaction, type Handlers } from './handlers.ts'
import { lookUp, type Within } from './lookup.ts'
import { eventsOf, sealRecord, type CommandRecord } from './record.ts'
import type { Flush } from './storage.ts'
import { namingInitiator } from './initiator.ts'

export type StepDeps = {
  clock: { now(): string }
  newId(): string
  definitions: Pick<Definitions, 'get'>
  handlers: Handlers
  resolveTask(need: TaskNeed, now: string): Promise<TaskAnswer>
  /** Scripts, decisions, working time, and what callers would catch. */
  answerQuestion(need: Exclude<Question, HandlerNeed>, instance: InstanceRow): Promise<unknown>
  /** Columns that hold JSON, by module table. */
  jsonColumns(table: string): readonly string[]
}

/** A step that is done but not written: what to flush, what to answer, and the state after it. */
export type Step = {
  flush: Flush
  answer: CommandAnswer
  /** The state after it, once it is written. */ settled(): { state: InstanceState; growth: number }
  sent: SentJob[]
}

const defaultRetries = 3
/** Effects on other instances are done at once by this node; when it dies before, another one does them after this time. */
const leaseMs = 10_000

/** Runs a command on loaded rows up to the next wait states, answering what the machine needs. Writes nothing. */
export function createStepRunner(deps: StepDeps) {
  const { clock, newId, definitions, handlers } = deps

  /** @throws NeedsTransaction when a transactional handler is reached outside a transaction; NeedsLookup within one */
  return async function run(execution: Execution, state: InstanceState, within?: Within): Promise<Step> {
    const definition = await definitions.get(state.instance.definitionId)
    const now = clock.now()
    const env = { now, newId, processName: definition.name, retries: defaultRetries }
    const machine = new Machine(definition.graph, state, { isNew: 'start' in execution.target, env })
    const command = namingInitiator(execution.command(state), { graph: definition.graph, actor: execution.actor })
    let progress: Progress = machine.run(allowed(command, state))
    while (!progress.done) progress = machine.answer(await answerNeed(progress.need, { machine, execution, now, within }))
    return finished(execution, { machine, changes: progress.changes }, now)
  }

  async function answerNeed(need: Need, step: { machine: Machine; execution: Execution; now: string; within: Within | undefined }): Promise<unknown> {
    if (need.kind === 'task') return lookUp(step.within, { ...need, executionId: '' }, () => deps.resolveTask(need, step.now))
    if (need.kind !== 'handler') return lookUp(step.within, need, () => deps.answerQuestion(need, step.machine.rows.instance))
    const { submission = null, actor } = step.execution
    const answer = await handlers.answer(need, step.machine.rows.instance, { submission, actor, now: step.now }, step.within)
    if (answer instanceof NeedsTransaction) throw answer
    return answer
  }

  function finished(execution: Execution, { machine, changes }: { machine: Machine; changes: ChangeSet }, now: string): Step {
    const answer = { instanceId: changes.instance.id, businessKey: changes.instance.businessKey }
    const record = sealRecord({ ...recordOf(execution, changes), id: newId(), at: now, answer })
    const instance = { ...changes.instance, rev: record.rev, head: record.hash }
    const { evidence = [], guards = [], extraJobs = { put: [], remove: [] } } = execution
    const sent = changes.outbox.put.map((job) => ({ ...job, leaseOwner: 'step', leaseUntil: addMs(now, leaseMs), fence: 1 }))
    const flush = toFlush({ ...changes, instance }, record, { sent, guards, extraJobs, rows: evidence, jsonColumns: deps.jsonColumns })
    const settled = () => {
      const { state, growth } = machine.rows.settle()
      return { state: { ...state, instance }, growth }
    }
    return { flush, answer, settled, sent }
  }
}

const moving = new Set<Command['kind']>(['trigger', 'continue', 'throw', 'retry'])

/** Nothing moves in an instance that is suspended. @throws AppError instance.suspended */
function allowed(command: Command, { instance }: InstanceState): Command {
  if (instance.suspendedAt !== null && moving.has(command.kind)) throw appError('instance.suspended', { id: instance.id })
  return command
}

function recordOf({ claim, actor, act }: Execution, changes: ChangeSet): Omit<CommandRecord, 'id' | 'at' | 'answer' | 'hash'> {
  const { instance, isNew, variableChanges } = changes
  const { scope, key, bodyHash } = claim ?? { scope: null, key: null, bodyHash: null }
  return {
    instanceId: instance.id,
    rev: isNew ? 0 : instance.rev + 1,
    scope,
    idempotencyKey: key,
    bodyHash,
    tenant: instance.tenant,
    actor: actor === null ? null : actor.userId,
    onBehalfOf: null,
    act,
    changes: variableChanges,
    events: eventsOf(changes),
    previousHash: instance.head,
  }
}
