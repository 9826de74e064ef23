import { ExpressionError } from '../bpmn/expressions/expression.ts'
import type { ProcessGraph } from '../bpmn/graph.ts'
import { Agenda } from './agenda.ts'
import type { ChangeSet } from './changes.ts'
import { commandOperations } from './commands.ts'
import { TokenFailure, type Environment } from './environment.ts'
import type { Need } from './need.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations/index.ts'
import { failToken } from './operations/fail.operation.ts'
import type { InstanceState } from './state.ts'
import type { Command } from './trigger.ts'
import { Workspace } from './workspace.ts'

export type Progress = { done: false; need: Need } | { done: true; changes: ChangeSet; state: InstanceState }

/** Visits without a wait in one command, of one node and of all: more is a loop in the model, and would keep everybody waiting. */
const visitLimits = { node: 1000, all: 20_000 }

/**
 * Runs one command on one instance, from wait state to wait state. Pure: it stops at what it needs, is given the
 * answer and goes on, and can be thrown away at any time and run again on fresh rows.
 */
export class Machine {
  readonly graph: ProcessGraph
  readonly rows: Workspace
  readonly env: Environment
  private readonly agenda = new Agenda()
  private readonly visits = new Map<string, number>()
  private visited = 0
  private asking: string | undefined

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
    if (this.asking === undefined) throw new Error('nothing was asked')
    this.agenda.pushFirst({ op: 'answer', executionId: this.asking, answer })
    this.asking = undefined
    return this.advance()
  }

  private advance(): Progress {
    for (let operation = this.agenda.next(); operation; operation = this.agenda.next()) {
      if (operation.op === 'ask') {
        if (!this.rows.get('executions', operation.executionId)) continue
        this.asking = operation.executionId
        return { done: false, need: operation.need }
      }
      this.perform(operation)
    }
    return { done: true, changes: this.rows.changes(), state: this.rows.state() }
  }

  private perform(operation: Operation): void {
    if ('executionId' in operation && !this.rows.get('executions', operation.executionId)) return
    this.rows.mark()
    try {
      this.countVisit(operation)
      this.agenda.push(operations[operation.op](this, operation))
    } catch (cause) {
      if (!(cause instanceof ExpressionError) && !(cause instanceof TokenFailure)) throw cause
      this.rows.undo()
      if (!('executionId' in operation) || operation.op === 'resume') throw cause
      failToken(this, operation, { kind: cause instanceof TokenFailure ? cause.kind : 'expression', message: cause.message })
    }
  }

  private countVisit(operation: Operation): void {
    if (operation.op !== 'enter') return
    const count = (this.visits.get(operation.nodeId) ?? 0) + 1
    this.visits.set(operation.nodeId, count)
    const limit = count > visitLimits.node ? visitLimits.node : ++this.visited > visitLimits.all ? visitLimits.all : undefined
    if (limit !== undefined) throw new TokenFailure('endless-loop', `${operation.nodeId}: more than ${limit} steps without a wait`)
  }
}
