import type { ActivityHistoryRow, ChangeSet, ModuleRow, RowChanges, TaskHistoryRow } from './changes.ts'
import type { ExecutionRow, IncidentRow, InstanceRow, InstanceState, JobRow, SubscriptionRow, TaskRow, TypedValue, Variables } from './state.ts'
import { typed } from './values.ts'

type Tables = { executions: ExecutionRow; tasks: TaskRow; subscriptions: SubscriptionRow; jobs: JobRow; incidents: IncidentRow; scopes: Variables }
type TableName = keyof Tables

/**
 * The rows of one instance while a command runs on them: copy on write over what was loaded, coalesced to one
 * operation per row, with an undo of the operation that is running so that a failing one leaves no half step.
 */
export class Workspace {
  instance: InstanceRow
  readonly isNew: boolean
  private readonly tables: { [Name in TableName]: Map<string, Tables[Name]> }
  private readonly loaded: { [Name in TableName]: Record<string, Tables[Name]> }
  private readonly touched: { [Name in TableName]: Set<string> }
  private readonly activityHistory: ActivityHistoryRow[] = []
  private readonly taskHistory: TaskHistoryRow[] = []
  private readonly variableChanges: ChangeSet['variableChanges'] = []
  private readonly rows: ModuleRow[] = []
  private undoLog: (() => void)[] = []

  constructor(state: InstanceState, isNew: boolean) {
    this.instance = state.instance
    this.isNew = isNew
    this.loaded = state
    this.tables = {
      executions: new Map(Object.entries(state.executions)),
      tasks: new Map(Object.entries(state.tasks)),
      subscriptions: new Map(Object.entries(state.subscriptions)),
      jobs: new Map(Object.entries(state.jobs)),
      incidents: new Map(Object.entries(state.incidents)),
      scopes: new Map(Object.entries(state.scopes)),
    }
    this.touched = { executions: new Set(), tasks: new Set(), subscriptions: new Set(), jobs: new Set(), incidents: new Set(), scopes: new Set() }
  }

  get<Name extends TableName>(table: Name, id: string): Tables[Name] | undefined {
    return this.tables[table].get(id)
  }

  all<Name extends TableName>(table: Name): Tables[Name][] {
    return [...this.tables[table].values()]
  }

  execution(id: string): ExecutionRow {
    const row = this.tables.executions.get(id)
    if (!row) throw new Error(`execution ${id} is gone`)
    return row
  }

  children(id: string): ExecutionRow[] {
    return this.all('executions').filter((row) => row.parentId === id)
  }

  put<Name extends TableName>(table: Name, id: string, row: Tables[Name]): void {
    const map: Map<string, Tables[Name]> = this.tables[table]
    const before = map.get(id)
    this.undoLog.push(() => (before === undefined ? map.delete(id) : map.set(id, before)))
    map.set(id, row)
    this.touched[table].add(id)
  }

  remove(table: TableName, id: string): void {
    const map: Map<string, unknown> = this.tables[table]
    const before = map.get(id)
    if (before === undefined) return
    this.undoLog.push(() => map.set(id, before))
    map.delete(id)
    this.touched[table].add(id)
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

  /** Sets where the name already lives, else on the process instance; as `local` on the execution itself. */
  setVariable(executionId: string, name: string, value: unknown, options: { local?: boolean } = {}): void {
    const scopeId = options.local ? executionId : (this.owner(executionId, name) ?? this.instance.id)
    this.put('scopes', scopeId, { ...this.tables.scopes.get(scopeId), [name]: typed(value) })
    this.append(this.variableChanges, { scopeId, name, value })
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

  /** The rows as they are now: what a cache may keep after the flush. */
  state(): InstanceState {
    const { executions, tasks, subscriptions, jobs, incidents, scopes } = this.tables
    return {
      instance: this.instance,
      executions: Object.fromEntries(executions),
      tasks: Object.fromEntries(tasks),
      subscriptions: Object.fromEntries(subscriptions),
      jobs: Object.fromEntries(jobs),
      incidents: Object.fromEntries(incidents),
      scopes: Object.fromEntries(scopes),
    }
  }

  changes(): ChangeSet {
    const scopes = this.changesOf('scopes')
    return {
      instance: this.instance,
      isNew: this.isNew,
      executions: this.changesOf('executions'),
      scopes: { put: scopes.put.map((data, index) => ({ scopeId: scopes.putIds[index] ?? '', data })), remove: scopes.remove },
      tasks: this.changesOf('tasks'),
      subscriptions: this.changesOf('subscriptions'),
      jobs: this.changesOf('jobs'),
      incidents: this.changesOf('incidents'),
      activityHistory: this.activityHistory,
      taskHistory: this.taskHistory,
      variableChanges: this.variableChanges,
      rows: this.rows,
    }
  }

  private changesOf<Name extends TableName>(table: Name): RowChanges<Tables[Name]> & { putIds: string[] } {
    const changed = [...this.touched[table]]
    const putIds = changed.filter((id) => this.tables[table].has(id) && this.tables[table].get(id) !== this.loaded[table][id])
    const remove = changed.filter((id) => !this.tables[table].has(id) && Object.hasOwn(this.loaded[table], id))
    const put: Tables[Name][] = []
    for (const id of putIds) {
      const row = this.get(table, id)
      if (row !== undefined) put.push(row)
    }
    return { put, putIds, remove }
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
