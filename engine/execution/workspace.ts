import type {
  ActivityHistoryRow,
  ChangeSet,
  DecisionHistoryRow,
  IncidentHistoryRow,
  ModuleRow,
  RowChanges,
  ScopeHistoryRow,
  TaskHistoryRow,
} from './changes.ts'
import type { VariableChange } from './conditions.ts'
import type { ExecutionRow, IncidentRow, InstanceRow, InstanceState, JobRow, SubscriptionRow, TaskRow, TypedValue, Variables } from './state.ts'
import { Table } from './table.ts'
import { typed } from './values.ts'

type Rows = { executions: ExecutionRow; tasks: TaskRow; subscriptions: SubscriptionRow; jobs: JobRow; incidents: IncidentRow; scopes: Variables }
type TableName = keyof Rows
/** What belongs to one execution and is found by its id. */
type OwnedName = 'tasks' | 'subscriptions' | 'jobs' | 'incidents'

/**
 * The rows of one instance while a command runs on them: copy on write over what was loaded, coalesced to one
 * operation per row, with an undo of the operation that is running so that a failing one leaves no half step.
 */
export class Workspace {
  instance: InstanceRow
  readonly isNew: boolean
  private readonly tables: { readonly [Name in TableName]: Table<Rows[Name]> }
  private readonly activityHistory: ActivityHistoryRow[] = []
  private readonly taskHistory: TaskHistoryRow[] = []
  private readonly incidentHistory: IncidentHistoryRow[] = []
  private readonly scopeHistory: ScopeHistoryRow[] = []
  private readonly decisionHistory: DecisionHistoryRow[] = []
  private readonly variableChanges: (VariableChange & { value: unknown })[] = []
  private readonly rows: ModuleRow[] = []
  private readonly outbox = { put: new Map<string, JobRow>(), remove: new Set<string>() }
  private undoLog: (() => void)[] = []

  private readonly loaded: InstanceState

  constructor(state: InstanceState, isNew: boolean) {
    this.loaded = state
    this.instance = state.instance
    this.isNew = isNew
    this.tables = {
      executions: new Table(state.executions, (row) => [...given(row.parentId), ...(row.data['joins'] === true ? [joining] : [])]),
      tasks: new Table(state.tasks, (row) => [row.executionId]),
      subscriptions: new Table(state.subscriptions, (row) => [row.executionId, waitingKey(row)]),
      jobs: new Table(state.jobs, (row) => given(row.executionId)),
      incidents: new Table(state.incidents, (row) => [row.executionId, ...given(row.jobId)]),
      scopes: new Table(state.scopes),
    }
  }

  get<Name extends TableName>(table: Name, id: string): Rows[Name] | undefined {
    return this.tables[table].get(id)
  }

  all<Name extends TableName>(table: Name): Rows[Name][] {
    return this.tables[table].all()
  }

  /** What hangs on one execution. */
  of<Name extends OwnedName>(table: Name, executionId: string): Rows[Name][] {
    return this.tables[table].of(executionId)
  }

  execution(id: string): ExecutionRow {
    const row = this.tables.executions.get(id)
    if (!row) throw new Error(`execution ${id} is gone`)
    return row
  }

  children(id: string): ExecutionRow[] {
    return this.tables.executions.of(id)
  }

  hasChildren(id: string): boolean {
    return this.tables.executions.has(id)
  }

  /** Tokens that stand at a join, of whatever scope. */
  joins(): ExecutionRow[] {
    return this.tables.executions.of(joining)
  }

  /** Who waits for a message or signal of this name, or, without a name, for a condition. */
  waitingFor(kind: SubscriptionRow['kind'], name = ''): SubscriptionRow[] {
    return this.tables.subscriptions.of(waitingKey({ kind, name }))
  }

  incidentsOfJob(jobId: string): IncidentRow[] {
    return this.tables.incidents.of(jobId)
  }

  put<Name extends TableName>(table: Name, id: string, row: Rows[Name]): void {
    this.undoLog.push(this.tables[table].write(id, row))
  }

  remove(table: TableName, id: string): void {
    if (this.tables[table].get(id) !== undefined) this.undoLog.push(this.tables[table].write(id, undefined))
  }

  updateExecution(id: string, patch: Partial<ExecutionRow>): ExecutionRow {
    const row = { ...this.execution(id), ...patch }
    this.put('executions', id, row)
    return row
  }

  updateInstance(patch: Partial<InstanceRow>): void {
    const before = this.instance
    this.undoLog.push(() => (this.instance = before))
    this.instance = { ...before, ...patch }
  }

  /** The value a name has for this execution: its own scope first, then the enclosing ones. Undefined when there is none. */
  variable(executionId: string, name: string): TypedValue | undefined {
    const owner = this.owner(executionId, name)
    return owner === undefined ? undefined : this.tables.scopes.get(owner)?.[name]
  }

  /** Everything the execution can see, as plain values; inner scopes win. */
  visible(executionId: string): Record<string, unknown> {
    const chain: Variables[] = []
    for (let id: string | null = executionId; id !== null; id = this.execution(id).parentId) chain.unshift(this.tables.scopes.get(id) ?? {})
    return Object.fromEntries(chain.flatMap((variables) => Object.entries(variables).map(([name, { value }]) => [name, value])))
  }

  /** The same with their types. */
  visibleTyped(executionId: string): Variables {
    const chain: Variables[] = []
    for (let id: string | null = executionId; id !== null; id = this.execution(id).parentId) chain.unshift(this.tables.scopes.get(id) ?? {})
    return Object.assign({}, ...chain)
  }

  /** Sets where the name already lives, else on the process instance; as `local` on the execution itself. */
  setVariable(executionId: string, name: string, value: unknown, options: { local?: boolean } = {}): void {
    const scopeId = options.local ? executionId : (this.owner(executionId, name) ?? this.instance.id)
    const stored = typed(value)
    const before = this.tables.scopes.get(scopeId) ?? {}
    this.put('scopes', scopeId, { ...before, [name]: stored })
    this.append(this.variableChanges, { scopeId, name, value: stored.value, event: Object.hasOwn(before, name) ? 'update' : 'create' })
  }

  setVariables(executionId: string, variables: Record<string, unknown>, options: { local?: boolean } = {}): void {
    for (const [name, value] of Object.entries(variables)) this.setVariable(executionId, name, value, options)
  }

  removeVariable(scopeId: string, name: string): void {
    const { [name]: removed, ...rest } = this.tables.scopes.get(scopeId) ?? {}
    if (removed === undefined) return
    this.put('scopes', scopeId, rest)
    this.append(this.variableChanges, { scopeId, name, value: null, event: 'delete' })
  }

  /** How often variables were changed so far: conditions look again when it grows. */
  get changeCount(): number {
    return this.variableChanges.length
  }

  /** What was changed after so many changes. */
  changedSince(count: number): VariableChange[] {
    return this.variableChanges.slice(count)
  }

  /** An effect on another instance, done after the commit. */
  send(job: JobRow): void {
    this.outbox.put.set(job.id, job)
    this.undoLog.push(() => this.outbox.put.delete(job.id))
  }

  /** Takes back what was not done yet. */
  unsend(jobId: string): void {
    const job = this.outbox.put.get(jobId)
    this.outbox.put.delete(jobId)
    if (!job) this.outbox.remove.add(jobId)
    this.undoLog.push(() => (job ? void this.outbox.put.set(jobId, job) : void this.outbox.remove.delete(jobId)))
  }

  addIncidentHistory(row: IncidentHistoryRow): void {
    this.append(this.incidentHistory, row)
  }

  addScopeHistory(row: ScopeHistoryRow): void {
    this.append(this.scopeHistory, row)
  }

  addDecision(row: DecisionHistoryRow): void {
    this.append(this.decisionHistory, row)
  }

  addActivity(row: ActivityHistoryRow): void {
    this.append(this.activityHistory, row)
  }

  addTaskHistory(row: TaskHistoryRow): void {
    this.append(this.taskHistory, row)
  }

  addRows(rows: ModuleRow[]): void {
    for (const row of rows) this.append(this.rows, row)
  }

  /** From here on, `undo` takes back what is done until the next mark. */
  mark(): void {
    this.undoLog = []
  }

  undo(): void {
    for (const step of this.undoLog.reverse()) step()
    this.undoLog = []
  }

  /** Makes the changes part of the rows it was made from, and gives them: for a cache, when they are written. `growth` is in rows. */
  settle(): { state: InstanceState; growth: number } {
    const growth = Object.values(this.tables).reduce((sum, table) => sum + table.settle(), 0)
    return { state: { ...this.loaded, instance: this.instance }, growth }
  }

  /** The rows as they are now, as a copy. */
  state(): InstanceState {
    const { executions, tasks, subscriptions, jobs, incidents, scopes } = this.tables
    return {
      instance: this.instance,
      executions: executions.asRecord(),
      tasks: tasks.asRecord(),
      subscriptions: subscriptions.asRecord(),
      jobs: jobs.asRecord(),
      incidents: incidents.asRecord(),
      scopes: scopes.asRecord(),
    }
  }

  changes(): ChangeSet {
    const scopes = this.tables.scopes.changes()
    return {
      instance: this.instance,
      isNew: this.isNew,
      executions: this.changesOf('executions'),
      scopes: { put: scopes.put.map(([scopeId, data]) => ({ scopeId, data })), remove: scopes.remove },
      tasks: this.changesOf('tasks'),
      subscriptions: this.changesOf('subscriptions'),
      jobs: this.changesOf('jobs'),
      incidents: this.changesOf('incidents'),
      outbox: { put: [...this.outbox.put.values()], remove: [...this.outbox.remove] },
      activityHistory: this.activityHistory,
      incidentHistory: this.incidentHistory,
      scopeHistory: this.scopeHistory,
      decisionHistory: this.decisionHistory,
      taskHistory: this.taskHistory,
      variableChanges: this.variableChanges.map(({ scopeId, name, value }) => ({ scopeId, name, value })),
      rows: this.rows,
    }
  }

  private changesOf<Name extends TableName>(table: Name): RowChanges<Rows[Name]> {
    const { put, remove } = this.tables[table].changes()
    return { put: put.map(([, row]) => row), remove }
  }

  private owner(executionId: string, name: string): string | undefined {
    for (let id: string | null = executionId; id !== null; id = this.execution(id).parentId) {
      const variables = this.tables.scopes.get(id)
      if (variables && Object.hasOwn(variables, name)) return id
    }
    return undefined
  }

  private append<Item>(list: Item[], item: Item): void {
    list.push(item)
    this.undoLog.push(() => list.splice(list.lastIndexOf(item), 1))
  }
}

/** Keys of rows beside ids, which hold no colon. */
const joining = 'joins:'
const waitingKey = ({ kind, name }: Pick<SubscriptionRow, 'kind' | 'name'>) => `${kind}:${name}`
const given = (id: string | null) => (id === null ? [] : [id])
