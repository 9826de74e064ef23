import type { Knex } from 'knex'
import { fromJson } from '../db/json.ts'
import type { ActivityHistoryRow } from '../execution/changes.ts'
import type { InstanceRow } from '../execution/state.ts'
import { countCap } from '../db/count-cap.ts'
import type { Db } from '../module.ts'
import { contains, type OverdueFilter } from '../tasks/tasks.store.ts'

export type CurrentTask = {
  id: string
  instanceId: string
  nodeId: string
  name: string
  assignee: string | null
  candidates: string[]
  createdAt: string
  dueAt: string | null
}
export type StartedRow = InstanceRow & { current: CurrentTask[] }
export type StartedFilter = {
  initiator: string
  tenant: string
  q?: string | undefined
  process?: string | undefined
  /** Those where a task's limit has passed, or where none has. */
  overdue?: OverdueFilter | undefined
  limit: number
  after?: { at: string; id: string } | undefined
}

/** Instances somebody started, newest first, with where they are now. */
export async function listStarted(db: Db, filter: StartedFilter): Promise<StartedRow[]> {
  const query = startedQuery(db, filter).select('instance.*')
  if (filter.after) query.whereRaw('(??, ??) < (?, ?)', ['instance.startedAt', 'instance.id', filter.after.at, filter.after.id])
  const rows: InstanceRow[] = await query
    .orderBy([
      { column: 'instance.startedAt', order: 'desc' },
      { column: 'instance.id', order: 'desc' },
    ])
    .limit(filter.limit)
  const current = await currentTasks(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, current: current.filter((task) => task.instanceId === row.id) }))
}

export async function countStarted(db: Db, filter: Omit<StartedFilter, 'limit' | 'after'>): Promise<number> {
  const row: { count: number | string } | undefined = await db
    .from(
      startedQuery(db, filter)
        .select('instance.id')
        .limit(countCap + 1)
        .as('s'),
    )
    .count({ count: '*' })
    .first()
  return Number(row?.count ?? 0)
}

function startedQuery(db: Db, { initiator, tenant, q, process, overdue }: Omit<StartedFilter, 'limit' | 'after'>): Knex.QueryBuilder {
  const query = db('instance').where({ 'instance.initiator': initiator, 'instance.tenant': tenant })
  if (process !== undefined) query.where('instance.definitionKey', process)
  if (q !== undefined) contains(query, ['instance.subject', 'instance.businessKey'], q)
  if (overdue !== undefined) {
    const late = db('task').select('task.id').whereRaw('?? = ??', ['task.instanceId', 'instance.id']).where('task.dueAt', '<', overdue.now)
    if (overdue.is) query.whereExists(late)
    else query.whereNotExists(late)
  }
  return query
}

export async function currentTasks(db: Db, instanceIds: string[]): Promise<CurrentTask[]> {
  if (instanceIds.length === 0) return []
  const rows: CurrentTask[] = await db('task')
    .whereIn('instanceId', instanceIds)
    .select('id', 'instanceId', 'nodeId', 'name', 'assignee', 'candidates', 'createdAt', 'dueAt')
    .orderBy(['createdAt', 'id'])
  return rows.map((row) => ({ ...row, candidates: fromJson(row.candidates) }))
}

export async function findInstance(db: Db, id: string): Promise<InstanceRow | undefined> {
  return db('instance').where({ id }).first()
}

export async function activitiesOf(db: Db, instanceId: string): Promise<ActivityHistoryRow[]> {
  return db('activity_history').where({ instanceId }).orderBy(['endedAt', 'id']).limit(2000)
}

export type TaskEnd = {
  id: string
  nodeId: string
  name: string
  assignee: string | null
  onBehalfOf: string | null
  outcome: string | null
  opinion: string | null
  state: string
  endedAt: string
}

export async function taskEndsOf(db: Db, instanceId: string): Promise<TaskEnd[]> {
  return db('task_history')
    .where({ instanceId })
    .select('id', 'nodeId', 'name', 'assignee', 'onBehalfOf', 'outcome', 'opinion', 'state', 'endedAt')
    .orderBy(['endedAt', 'id'])
    .limit(2000)
}

export type CommandEntry = { id: string; act: string; at: string; actor: string | null; changes: { name: string; value: unknown }[] }

export async function commandsOf(db: Db, instanceId: string): Promise<CommandEntry[]> {
  const rows: CommandEntry[] = await db('command').where({ instanceId }).select('id', 'act', 'at', 'actor', 'changes').orderBy('rev').limit(2000)
  return rows.map((row) => ({ ...row, changes: fromJson(row.changes) }))
}

/** Nodes where something waits now. */
export async function waitingNodes(db: Db, instanceId: string): Promise<{ active: string[]; incidents: string[] }> {
  const executions: { nodeId: string; kind: string }[] = await db('execution').where({ instanceId }).whereNotNull('parentId').select('nodeId', 'kind')
  const incidents: { nodeId: string }[] = await db('incident').where({ instanceId }).select('nodeId')
  return { active: executions.map((row) => row.nodeId), incidents: incidents.map((row) => row.nodeId) }
}
