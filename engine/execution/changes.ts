import type { DecisionEvaluation } from './need.ts'
import type { ExecutionRow, IncidentRow, InstanceRow, JobRow, SubscriptionRow, TaskRow, Variables } from './state.ts'

/** What one command did to one instance: at most one operation per row. The store writes it in one transaction. */
export type ChangeSet = {
  instance: InstanceRow
  isNew: boolean
  executions: RowChanges<ExecutionRow>
  scopes: RowChanges<{ scopeId: string; data: Variables }>
  tasks: RowChanges<TaskRow>
  subscriptions: RowChanges<SubscriptionRow>
  jobs: RowChanges<JobRow>
  incidents: RowChanges<IncidentRow>
  activityHistory: ActivityHistoryRow[]
  taskHistory: TaskHistoryRow[]
  /** Effects on other instances, by id: `put` rows are done after the commit, `remove` takes back what was not done yet. The machine never reads them. */
  outbox: RowChanges<JobRow>
  incidentHistory: IncidentHistoryRow[]
  /** Variables of scopes that ended, as they were last. The instance's own stay where they are. */
  scopeHistory: ScopeHistoryRow[]
  decisionHistory: DecisionHistoryRow[]
  /** Variables set by this command, for the record. */
  variableChanges: { scopeId: string; name: string; value: unknown }[]
  /** Rows of declared module tables, from apply handlers and form submissions. */
  rows: ModuleRow[]
}

export type RowChanges<Row> = { put: Row[]; remove: string[] }

export type ActivityHistoryRow = {
  id: string
  instanceId: string
  executionId: string
  parentActivityId: string | null
  nodeId: string
  nodeType: string
  nodeName: string
  startedAt: string
  endedAt: string
  state: 'completed' | 'cancelled'
  taskId: string | null
  /** Call activities: the instance they called. */
  calledInstanceId: string | null
}

/** `deleted`: its execution was cancelled before anybody resolved it. */
export type IncidentHistoryRow = IncidentRow & { endedAt: string; state: 'resolved' | 'deleted' }
export type ScopeHistoryRow = { id: string; instanceId: string; executionId: string; activityId: string | null; data: Variables; endedAt: string }
export type DecisionHistoryRow = DecisionEvaluation & {
  id: string
  instanceId: string
  executionId: string
  activityId: string | null
  nodeId: string
  tenant: string
  evaluatedAt: string
}

export type TaskHistoryRow = Omit<TaskRow, 'candidates'> & {
  endedAt: string
  state: 'completed' | 'cancelled'
  outcome: string | null
  opinion: string | null
  onBehalfOf: string | null
  submissionId: string | null
}

/**
 * A row that goes with the token. `insert` fails on an existing key; `update` changes the named columns of an existing row by `key`;
 * `delta` appends to a figure. Tables must be declared by the module that owns them.
 */
export type ModuleRow =
  | { table: string; op: 'insert'; row: Record<string, unknown> }
  | { table: string; op: 'update'; key: Record<string, unknown>; row: Record<string, unknown> }
  | { table: string; op: 'delete'; key: Record<string, unknown> }
