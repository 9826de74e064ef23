import type { ChangeSet, ModuleRow } from '../execution/changes.ts'
import type { JobRow, TaskRow } from '../execution/state.ts'
import { toColumns } from './columns.ts'
import type { CommandRecord } from './record.ts'
import type { Columns, Flush, Guard } from './storage.ts'

export type SentJob = JobRow & { leaseOwner: string; leaseUntil: string; fence: number }

/** Tasks without a due date sort last. */
const never = '9999-12-31T00:00:00.000Z'

/** Turns what the machine changed, and the command's record, into one flush. */
export function toFlush(
  changes: ChangeSet,
  record: CommandRecord,
  options: {
    /** Effects on others with the lease under which this node does them. */ sent: SentJob[]
    guards: Guard[]
    extraJobs?: { put: JobRow[]; remove: string[] }
    rows?: ModuleRow[]
    jsonColumns: (table: string) => readonly string[]
  },
): Flush {
  const { instance, isNew, executions, scopes, tasks, subscriptions, jobs, incidents } = changes
  const extra = options.extraJobs ?? { put: [], remove: [] }
  return {
    command: toColumns(record),
    instance: toColumns(instance),
    isNew,
    expectedRev: instance.rev - 1,
    put: filled({
      execution: executions.put.map(toColumns),
      variable_scope: scopes.put.map((scope) => toColumns({ ...scope, instanceId: instance.id })),
      task: tasks.put.map((task) => ({ ...toColumns(task), claimed_at: null })),
      inbox: tasks.put.flatMap(inboxRows),
      subscription: subscriptions.put.map(toColumns),
      job: [...[...jobs.put, ...extra.put].map(jobColumns), ...options.sent.map(sentColumns)],
      incident: incidents.put.map(toColumns),
    }),
    remove: filled({
      execution: executions.remove,
      variable_scope: scopes.remove,
      task: tasks.remove,
      inbox: tasks.remove,
      subscription: subscriptions.remove,
      job: [...jobs.remove, ...changes.outbox.remove, ...extra.remove],
      incident: incidents.remove,
    }),
    insert: filled({
      activity_history: changes.activityHistory.map(toColumns),
      task_history: changes.taskHistory.map(toColumns),
      incident_history: changes.incidentHistory.map(toColumns),
      scope_history: changes.scopeHistory.map(toColumns),
      decision_history: changes.decisionHistory.map(toColumns),
    }),
    rows: [...(options.rows ?? []), ...changes.rows].map((row) => moduleRow(row, options.jsonColumns(row.table))),
    guards: options.guards,
  }
}

/** Tables without a change are left out: the database looks at nothing for them. */
function filled<Item>(tables: Record<string, Item[]>): Record<string, Item[]> {
  return Object.fromEntries(Object.entries(tables).filter(([, rows]) => rows.length > 0))
}

/** Open work as lists read it: a person's own row, or one for each group that may act. */
export function inboxRows({ id, tenant, assignee, candidates, dueAt }: Pick<TaskRow, 'id' | 'tenant' | 'assignee' | 'candidates' | 'dueAt'>): Columns[] {
  const groups = assignee === null ? candidates : [`user:${assignee}`]
  return [...new Set(groups)].map((grp) => ({ grp, district: tenant, due_at: dueAt ?? never, task_id: id }))
}

function sentColumns({ leaseOwner, leaseUntil, fence, ...job }: SentJob): Columns {
  return { ...jobColumns(job), lease_owner: leaseOwner, lease_until: leaseUntil, fence }
}

function jobColumns(job: JobRow): Columns {
  return { ...toColumns(job), lease_owner: null, lease_until: null, fence: 0, error: null, suspended_at: null, error_details: null }
}

function moduleRow(row: ModuleRow, json: readonly string[]): Flush['rows'][number] {
  const key = 'key' in row ? keyColumns(row) : {}
  return { table: row.table, op: row.op, key, row: 'row' in row ? givenColumns(row.row, json) : {}, json }
}

/** What is undefined is not given: an insert leaves it to the column's default, an update leaves it alone. */
function givenColumns(row: Columns, json: readonly string[]): Columns {
  const given = Object.entries(toColumns(row)).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, json.includes(name) && typeof value === 'string' ? parse(value) : value]))
}

/** A key that is not complete would reach rows that nobody meant. */
function keyColumns({ table, op, key }: Extract<ModuleRow, { key: unknown }>): Columns {
  const columns = toColumns(key)
  if (Object.keys(columns).length === 0 || Object.values(columns).includes(undefined)) throw new Error(`incomplete key for ${op} in ${table}`)
  return columns
}

function parse(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return value
}
