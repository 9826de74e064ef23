import { expect } from 'vitest'
import type { ProcessGraph } from '../../engine/bpmn/graph.ts'
import type { ActivityHistoryRow, ChangeSet, ModuleRow, TaskHistoryRow } from '../../engine/execution/changes.ts'
import { Machine, type Progress } from '../../engine/execution/machine.ts'
import type { HandlerAnswer, HandlerNeed, Need, Question, TaskAnswer, TaskNeed } from '../../engine/execution/need.ts'
import type { InstanceState, JobRow } from '../../engine/execution/state.ts'
import type { Command } from '../../engine/execution/trigger.ts'
import { applyChanges } from './apply-changes.ts'
import { checkInvariants } from './machine-invariants.ts'

export type RunOptions = {
  /** Throws the state away after each command and reads it back from JSON, as another node would. */
  restart?: boolean
  handlers?: Record<string, (need: HandlerNeed) => HandlerAnswer | 'later'>
  assign?: (need: TaskNeed) => Partial<TaskAnswer>
  /** Answers scripts, decisions and the like. */
  answers?: (need: Exclude<Question, HandlerNeed>) => unknown
  now?: string
}

export const startOfTime = '2026-03-01T00:00:00.000Z'

/** Drives the pure machine as the runtime would, without a database: answers its needs, keeps the rows, and lets a test look. */
export class MachineRun {
  state: InstanceState
  now: string
  readonly activities: ActivityHistoryRow[] = []
  readonly taskHistory: TaskHistoryRow[] = []
  readonly rows: ModuleRow[] = []
  readonly asked: Need[] = []
  lastChanges: ChangeSet | undefined
  private readonly graph: ProcessGraph
  private readonly options: RunOptions
  private ids = 0

  constructor(graph: ProcessGraph, options: RunOptions = {}) {
    this.graph = graph
    this.options = options
    this.now = options.now ?? startOfTime
    this.state = emptyState(graph.key, this.now)
  }

  start(variables: Record<string, unknown> = {}, nodeId: string | null = null): this {
    return this.execute({ kind: 'start', nodeId, variables }, true)
  }

  /** Completes the open task of a node; with several, the oldest. */
  complete(nodeId: string, variables: Record<string, unknown> = {}): this {
    const task = one(Object.values(this.state.tasks), nodeId, 'task')
    const answer = { variables, outcome: null, opinion: null, submissionId: null, by: 'qy01', onBehalfOf: null }
    return this.execute({ kind: 'trigger', executionId: task.executionId, trigger: { kind: 'task', taskId: task.id, ...answer } })
  }

  /** Lets a timer fire at the time it is due, or at a later one. */
  fire(nodeId: string, at?: string): this {
    const job = this.job('timer', nodeId)
    this.now = at ?? job.dueAt
    return this.execute({ kind: 'trigger', executionId: job.executionId ?? '', trigger: { kind: 'timer', jobId: job.id } })
  }

  send(name: string, variables: Record<string, unknown> = {}): this {
    const found = Object.values(this.state.subscriptions).find((row) => row.name === name)
    if (!found) throw new Error(`nobody waits for ${name}`)
    return this.execute({ kind: 'trigger', executionId: found.executionId, trigger: { kind: 'event', subscriptionId: found.id, variables } })
  }

  /** Runs an asynchronous continuation. */
  goOn(nodeId: string): this {
    return this.execute({ kind: 'continue', jobId: this.job('async', nodeId).id })
  }

  /** A job handler has done its work. */
  handled(nodeId: string, answer: HandlerAnswer = {}): this {
    const job = this.job('handler', nodeId)
    return this.execute({ kind: 'trigger', executionId: job.executionId ?? '', trigger: { kind: 'handled', jobId: job.id, answer } })
  }

  retry(nodeId: string): this {
    return this.execute({ kind: 'retry', incidentId: one(Object.values(this.state.incidents), nodeId, 'incident').id })
  }

  cancel(): this {
    return this.execute({ kind: 'cancel', reason: 'test' })
  }

  /** Corrects a variable from outside, as an administrator does before a retry. */
  correct(name: string, value: unknown): this {
    const scope = { ...this.state.scopes[this.state.instance.id], [name]: { type: 'Json', value } }
    this.state = { ...this.state, scopes: { ...this.state.scopes, [this.state.instance.id]: scope } }
    return this
  }

  /** One command. Every one is checked: its changes give the rows it says, and the rows make sense. */
  execute(command: Command, isNew = false): this {
    const before = this.state
    const { changes, state } = this.advance(command, isNew)
    expect(applyChanges(before, changes)).toEqual(state)
    this.lastChanges = changes
    this.activities.push(...changes.activityHistory)
    this.taskHistory.push(...changes.taskHistory)
    this.rows.push(...changes.rows)
    this.state = this.options.restart ? JSON.parse(JSON.stringify(state)) : state
    checkInvariants(this.graph, this.state, this.activities)
    return this
  }

  get open(): string[] {
    return Object.values(this.state.tasks)
      .map((task) => task.nodeId)
      .sort()
  }

  get jobs(): string[] {
    return Object.values(this.state.jobs)
      .map((job) => `${job.kind} ${job.nodeId}`)
      .sort()
  }

  get incidents(): string[] {
    return Object.values(this.state.incidents)
      .map((incident) => `${incident.kind} ${incident.nodeId}`)
      .sort()
  }

  get waitingFor(): string[] {
    return Object.values(this.state.subscriptions)
      .map((row) => row.name)
      .sort()
  }

  /** Ended activities in the order in which they ended: `A`, or `A cancelled`. */
  get ended(): string[] {
    return this.activities.map(({ nodeId, state }) => (state === 'completed' ? nodeId : `${nodeId} ${state}`))
  }

  get tasksEnded(): string[] {
    return this.taskHistory.map(({ nodeId, state }) => `${nodeId} ${state}`)
  }

  /** Variables of the process instance. */
  get variables(): Record<string, unknown> {
    return plain(this.state.scopes[this.state.instance.id] ?? {})
  }

  /** Variables of the execution that stands at a node. */
  localsAt(nodeId: string): Record<string, unknown> {
    const execution = Object.values(this.state.executions).find((row) => row.nodeId === nodeId && row.parentId !== null)
    return plain(this.state.scopes[execution?.id ?? ''] ?? {})
  }

  get status(): string {
    return this.state.instance.state
  }

  job(kind: JobRow['kind'], nodeId: string): JobRow {
    return one(
      Object.values(this.state.jobs).filter((job) => job.kind === kind),
      nodeId,
      `${kind} job`,
    )
  }

  private advance(command: Command, isNew: boolean): { changes: ChangeSet; state: InstanceState } {
    const env = { now: this.now, newId: () => `id-${String(++this.ids).padStart(5, '0')}`, processName: this.graph.name, retries: 3 }
    const machine = new Machine(this.graph, this.state, { isNew, env })
    let progress: Progress = machine.run(command)
    while (!progress.done) progress = machine.answer(this.answer(progress.need))
    return { changes: progress.changes, state: machine.state }
  }

  private answer(need: Need): unknown {
    this.asked.push(need)
    if (need.kind === 'handler') return this.options.handlers?.[need.name]?.(need) ?? {}
    if (need.kind !== 'task') return this.options.answers?.(need)
    const resolved: TaskAnswer = { assignee: need.assignee, candidates: need.candidateGroups, formVersionId: null, dueAt: need.due, incident: null }
    return { ...resolved, ...this.options.assign?.(need) }
  }
}

function one<Row extends { nodeId: string }>(rows: Row[], nodeId: string, what: string): Row {
  const found = rows.find((row) => row.nodeId === nodeId)
  if (!found) throw new Error(`no ${what} at ${nodeId}, only at ${rows.map((row) => row.nodeId).join(', ') || 'nothing'}`)
  return found
}

const plain = (variables: Record<string, { value: unknown }>) => Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]))

function emptyState(key: string, now: string): InstanceState {
  const id = 'instance'
  const places = { enterpriseId: null, villageId: null, townshipId: null, departmentId: null }
  const instance = {
    id,
    definitionId: 'definition',
    definitionKey: key,
    businessKey: null,
    subject: 'test',
    parentId: null,
    parentExecutionId: null,
    rootId: id,
    state: 'active' as const,
    rev: 1,
    tenant: '330500',
    initiator: 'qy01',
    phase: null,
    ...places,
  }
  return {
    instance: { ...instance, startedAt: now, endedAt: null, errorCode: null, suspendedAt: null, deleteReason: null, head: '' },
    executions: {},
    scopes: {},
    tasks: {},
    subscriptions: {},
    jobs: {},
    incidents: {},
  }
}

/** The nodes that asked for handlers and tasks, in order. */
export const askedAt = (run: MachineRun) => run.asked.flatMap((need) => ('nodeId' in need ? [need.nodeId] : []))
