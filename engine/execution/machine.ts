import { ExpressionError } from '../bpmn/expressions/expression.ts'
import type { ProcessGraph } from '../bpmn/graph.ts'
import { Agenda } from './agenda.ts'
import { begin } from './begin.ts'
import type { ChangeSet } from './changes.ts'
import { commandOperations } from './commands.ts'
import { conditionsMet } from './conditions.ts'
import { BpmnError, TokenFailure, type Environment } from './environment.ts'
import type { Need, Question } from './need.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations/index.ts'
import { failToken } from './operations/fail.operation.ts'
import { joinsWaiting } from './joins-waiting.ts'
import type { Run } from './run.ts'
import type { InstanceState } from './state.ts'
import type { Command } from './trigger.ts'
import { Workspace } from './workspace.ts'

export type Progress = { done: false; need: Need } | { done: true; changes: ChangeSet }

/** Visits without a wait in one command, of one node by one token and of all: more is a loop in the model, and would keep everybody waiting. */
const visitLimits = { node: 1000, all: 20_000 }

/** Where an error of the model goes on to whoever catches it. */
const throwing = new Set<Operation['op']>(['enter', 'leave', 'answer', 'resume'])

/** Whoever asked for these is told that they can not be done. */
const refused = new Set<Operation['op']>(['begin', 'resume'])

/**
 * Runs one command on one instance, from wait state to wait state. Pure: it stops at what it needs, is given the
 * answer and goes on, and can be thrown away at any time and run again on fresh rows.
 */
export class Machine implements Run {
  readonly graph: ProcessGraph
  readonly rows: Workspace
  readonly env: Environment
  private readonly agenda = new Agenda()
  private readonly visits = new Map<string, number>()
  /** Elements entered so far. */
  steps = 0
  /** Who waits for the answer to the need that was returned: a behaviour, or an operation that will be done again. */
  private waiting: { executionId: string } | { operation: Operation } | undefined
  /** What the operation that is being done has asked so far, and how far it has come this time. */
  private answers: unknown[] = []
  private asked = 0
  /** Something has happened since joins were last looked at. */
  private hasMoved = false

  constructor(graph: ProcessGraph, state: InstanceState, options: { isNew: boolean; env: Environment }) {
    this.graph = graph
    this.rows = new Workspace(state, options.isNew)
    this.env = options.env
  }

  run(command: Command): Progress {
    this.agenda.push(commandOperations(this, command))
    return this.advance()
  }

  /** Goes on with the answer to the need that the last call returned. */
  answer(answer: unknown): Progress {
    const { waiting } = this
    if (!waiting) throw new Error('nothing was asked')
    this.waiting = undefined
    if ('operation' in waiting) {
      this.answers.push(answer)
      this.agenda.pushFirst(waiting.operation)
    } else this.agenda.pushFirst({ op: 'answer', executionId: waiting.executionId, answer })
    return this.advance()
  }

  /** The rows as they are now. */
  get state(): InstanceState {
    return this.rows.state()
  }

  readonly ask = (question: Question): unknown => {
    if (this.asked < this.answers.length) return this.answers[this.asked++]
    throw new Unanswered(question)
  }

  private advance(): Progress {
    for (let operation = this.next(); operation; operation = this.next()) {
      const need = operation.op === 'ask' ? this.needOf(operation) : this.perform(operation)
      if (need) return { done: false, need }
    }
    return { done: true, changes: this.rows.changes() }
  }

  /** Joins look again, and messages and signals are delivered, only when every other token has come to rest. */
  private next(): Operation | undefined {
    const operation = this.agenda.next()
    if (operation) return operation
    if (this.hasMoved) this.agenda.push(joinsWaiting(this))
    this.hasMoved = false
    return this.agenda.next() ?? this.agenda.nextLate()
  }

  private needOf({ executionId, need }: Extract<Operation, { op: 'ask' }>): Need | undefined {
    if (!this.rows.get('executions', executionId)) return undefined
    this.waiting = { executionId }
    return need
  }

  /** @returns what the operation has to know before it can be done */
  private perform(operation: Operation): Need | undefined {
    if ('executionId' in operation && !this.rows.get('executions', operation.executionId)) return undefined
    this.rows.mark()
    const changed = this.rows.changeCount
    this.asked = 0
    try {
      if (this.answers.length === 0) this.countVisit(operation)
      const next = operations[operation.op](this, operation)
      const met = this.rows.changeCount > changed ? conditionsMet(this, this.rows.changedSince(changed)) : []
      this.agenda.push([...next, ...met])
      this.hasMoved ||= operation.op !== 'recheck' || next.length > 0
    } catch (cause) {
      const question = this.caught(operation, cause)
      if (question) return question
    }
    this.answers = []
    return undefined
  }

  /** @returns what has to be asked first, when that was why the operation was left */
  private caught(operation: Operation, cause: unknown): Question | undefined {
    if (cause instanceof BpmnError && throwing.has(operation.op) && 'executionId' in operation) {
      this.throwError(operation, cause)
      return undefined
    }
    this.rows.undo()
    if (cause instanceof Unanswered) {
      this.waiting = { operation }
      return cause.question
    }
    this.fail(operation, cause)
    return undefined
  }

  /** An activity or its listener throws an error of the model: what it did until then stays, as in Camunda. */
  private throwError(operation: Operation & { executionId: string }, { code, message, variables }: BpmnError): void {
    if (operation.op === 'enter') begin(this, this.rows.execution(operation.executionId))
    this.agenda.push([{ op: 'throw', executionId: operation.executionId, what: 'error', thrown: { code, message, variables }, by: 'activity' }])
  }

  /** What came from outside is refused as a whole; else the token stays where it is. */
  private fail(operation: Operation, cause: unknown): void {
    if (!(cause instanceof ExpressionError || cause instanceof TokenFailure || cause instanceof BpmnError)) throw cause
    const kind = cause instanceof TokenFailure ? cause.kind : cause instanceof BpmnError ? 'unhandled-error' : 'expression'
    if (!('executionId' in operation) || refused.has(operation.op)) throw cause instanceof TokenFailure ? cause : new TokenFailure(kind, cause.message)
    failToken(this, operation, { kind, message: cause.message })
  }

  /** Each round of a loop that nothing bounds is a visit by the loop, whichever token makes it. */
  private visitor({ executionId, nodeId }: Extract<Operation, { op: 'enter' }>): string {
    const loop = this.graph.nodes[nodeId]?.loop
    const { parentId, data } = this.rows.execution(executionId)
    return loop?.kind === 'standard' && loop.maximum === null && data['inner'] === true ? (parentId ?? executionId) : executionId
  }

  private countVisit(operation: Operation): void {
    const visit = this.visitOf(operation)
    if (!visit) return
    const count = (this.visits.get(visit.key) ?? 0) + 1
    this.visits.set(visit.key, count)
    const limit = count > visitLimits.node ? visitLimits.node : ++this.steps > visitLimits.all ? visitLimits.all : undefined
    if (limit !== undefined) throw new TokenFailure('endless-loop', `${visit.nodeId}: more than ${limit} steps without a wait`)
  }

  /** What counts: an element that is entered, and a condition that occurs, which may make itself true again. */
  private visitOf(operation: Operation): { key: string; nodeId: string } | undefined {
    if (operation.op === 'enter') return { key: `${this.visitor(operation)} ${operation.nodeId}`, nodeId: operation.nodeId }
    if (operation.op !== 'resume' || operation.urgent !== true || operation.trigger.kind !== 'event') return undefined
    const subscription = this.rows.get('subscriptions', operation.trigger.subscriptionId)
    return subscription && { key: subscription.id, nodeId: subscription.nodeId }
  }
}

/** Leaves an operation that must first be told something. */
class Unanswered extends Error {
  readonly question: Question
  constructor(question: Question) {
    super('unanswered')
    this.question = question
  }
}
