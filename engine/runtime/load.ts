import { fromJson } from '../db/json.ts'
import type { ExecutionRow, IncidentRow, InstanceRow, InstanceState, JobRow, SubscriptionRow, TaskRow, Variables } from '../execution/state.ts'
import { fromColumns } from './columns.ts'
import type { Columns } from './storage.ts'

/** The rows of one instance by table, as either database gives them. */
export type InstanceRows = {
  instance: Columns
  execution: Columns[]
  variable_scope: Columns[]
  task: Columns[]
  subscription: Columns[]
  job: Columns[]
  incident: Columns[]
}

/** Columns that only leases and lists use: the machine neither sees nor writes them. */
const outside = new Set(['lease_owner', 'lease_until', 'fence', 'error', 'error_details', 'suspended_at', 'claimed_at', 'annotation'])

/** Effects on other instances: the machine has sent them and never sees them again. */
const sent = new Set(['deliver', 'start-child', 'child-ended', 'cancel-child'])

export function stateFromRows(rows: InstanceRows): InstanceState {
  const scopes: Record<string, Variables> = {}
  for (const row of rows.variable_scope) scopes[String(row['scope_id'])] = fromJson(row['data'])
  return {
    instance: fromColumns(rows.instance) as InstanceRow,
    executions: byId(rows.execution, (row) => shaped<ExecutionRow>({ ...row, waits: Boolean(row['waits']), data: fromJson(row['data']) })),
    scopes,
    tasks: byId(rows.task, (row) => shaped<TaskRow>({ ...row, candidates: fromJson(row['candidates']) })),
    subscriptions: byId(rows.subscription, (row) => shaped<SubscriptionRow>({ ...row, data: fromJson(row['data']) })),
    jobs: byId(
      rows.job.filter(({ kind }) => !sent.has(String(kind))),
      (row) => shaped<JobRow>({ ...row, data: fromJson(row['data']) }),
    ),
    incidents: byId(rows.incident, shaped<IncidentRow>),
  }
}

/** The tables are ours and written only by the flush: their rows have the machine's shape. */
function shaped<Row>(columns: Columns): Row {
  const inside = Object.fromEntries(Object.entries(columns).filter(([name]) => !outside.has(name)))
  return fromColumns(inside) as Row
}

function byId<Row extends { id: string }>(rows: Columns[], shape: (row: Columns) => Row): Record<string, Row> {
  return Object.fromEntries(rows.map((row) => [String(row['id']), shape(row)]))
}
