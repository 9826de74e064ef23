import type { Knex } from 'knex'
import { fromJson } from '../db/json.ts'
import { countCap } from '../db/count-cap.ts'
import type { TaskRow } from '../execution/state.ts'
import type { Db } from '../module.ts'

/** An open task with what access decisions need to know of its case. */
export type OpenTask = TaskRow & {
  claimedAt: string | null
  initiator: string | null
  enterpriseId: string | null
  villageId: string | null
  townshipId: string | null
  departmentId: string | null
}
export type DoneTask = Omit<OpenTask, 'candidates' | 'claimedAt'> & { endedAt: string; state: string; outcome: string | null; opinion: string | null }

const caseColumns = ['instance.initiator', 'instance.enterpriseId', 'instance.villageId', 'instance.townshipId', 'instance.departmentId']

export async function findOpen(db: Db, id: string): Promise<OpenTask | undefined> {
  const row: OpenTask | undefined = await db('task')
    .join('instance', 'instance.id', 'task.instanceId')
    .where('task.id', id)
    .first('task.*', ...caseColumns)
  return row && opened(row)
}

export async function findDone(db: Db, id: string): Promise<DoneTask | undefined> {
  return db('task_history')
    .join('instance', 'instance.id', 'task_history.instanceId')
    .where('task_history.id', id)
    .first('task_history.*', ...caseColumns)
}

/** Rows whose limit has passed, or those whose limit has not. */
export type OverdueFilter = { is: boolean; now: string }

export type OpenFilter = {
  groups: readonly string[]
  district: string
  q?: string | undefined
  process?: string | undefined
  overdue?: OverdueFilter | undefined
  limit: number
  after?: { dueAt: string; id: string } | undefined
}

/** A page of open work: one bounded range of the inbox per group, merged by due date, so that history's size does not matter. */
export async function listOpen(db: Knex, filter: OpenFilter): Promise<(OpenTask & { sortDueAt: string })[]> {
  const ids = await inboxPage(db, filter)
  if (ids.length === 0) return []
  const rows: OpenTask[] = await db('task')
    .join('instance', 'instance.id', 'task.instanceId')
    .whereIn(
      'task.id',
      ids.map((row) => row.taskId),
    )
    .select('task.*', ...caseColumns)
  const byId = new Map(rows.map((row) => [row.id, opened(row)]))
  return ids.flatMap(({ taskId, dueAt }) => {
    const row = byId.get(taskId)
    return row ? [{ ...row, sortDueAt: dueAt }] : []
  })
}

async function inboxPage(db: Knex, filter: OpenFilter): Promise<{ dueAt: string; taskId: string }[]> {
  const ranges = filter.groups.map((group) =>
    db.select('*').from(rangeOf(db, filter, group).orderBy(['inbox.dueAt', 'inbox.taskId']).limit(filter.limit).as('r')),
  )
  const [first, ...rest] = ranges
  if (!first) return []
  const all = db
    .select('dueAt', 'taskId')
    .distinct()
    .from((rest.length > 0 ? first.unionAll(rest) : first).as('u'))
  return all.orderBy(['dueAt', 'taskId']).limit(filter.limit)
}

export async function countOpen(db: Knex, filter: Omit<OpenFilter, 'limit' | 'after'>): Promise<number> {
  const [first, ...rest] = filter.groups.map((group) =>
    db.select('*').from(
      rangeOf(db, filter, group)
        .limit(countCap + 1)
        .as('r'),
    ),
  )
  if (!first) return 0
  const distinct = db
    .select('taskId')
    .distinct()
    .from((rest.length > 0 ? first.unionAll(rest) : first).as('u'))
    .limit(countCap + 1)
  const row: { count: number | string } | undefined = await db.from(distinct.as('d')).count({ count: '*' }).first()
  return Number(row?.count ?? 0)
}

/** The rows of one group. Joined with the task only when a filter asks for what the projection does not hold. */
function rangeOf(
  db: Knex,
  { district, q, process, overdue, after }: Omit<OpenFilter, 'limit'> & { after?: OpenFilter['after'] },
  group: string,
): Knex.QueryBuilder {
  const query = db('inbox').select('inbox.dueAt', 'inbox.taskId').where({ 'inbox.grp': group, 'inbox.district': district })
  if (overdue !== undefined) query.where('inbox.dueAt', overdue.is ? '<' : '>=', overdue.now)
  if (after) query.whereRaw('(??, ??) > (?, ?)', ['inbox.dueAt', 'inbox.taskId', after.dueAt, after.id])
  if (q === undefined && process === undefined) return query
  query.join('task', 'task.id', 'inbox.taskId')
  if (process !== undefined) query.where('task.processKey', process)
  if (q !== undefined) contains(query, ['task.subject', 'task.businessKey', 'task.name'], q)
  return query
}

export type DoneFilter = {
  actorId: string
  district: string
  q?: string | undefined
  process?: string | undefined
  /** Done late, or done in time. */
  overdue?: OverdueFilter | undefined
  limit: number
  after?: { at: string; id: string } | undefined
}

export async function listDone(db: Db, filter: DoneFilter): Promise<DoneTask[]> {
  const query = doneQuery(db, filter).select('task_history.*', ...caseColumns)
  if (filter.after) query.whereRaw('(??, ??) < (?, ?)', ['task_history.endedAt', 'task_history.id', filter.after.at, filter.after.id])
  return query
    .orderBy([
      { column: 'task_history.endedAt', order: 'desc' },
      { column: 'task_history.id', order: 'desc' },
    ])
    .limit(filter.limit)
}

export async function countDone(db: Db, filter: Omit<DoneFilter, 'limit' | 'after'>): Promise<number> {
  const row: { count: number | string } | undefined = await db
    .from(
      doneQuery(db, filter)
        .select('task_history.id')
        .limit(countCap + 1)
        .as('d'),
    )
    .count({ count: '*' })
    .first()
  return Number(row?.count ?? 0)
}

function doneQuery(db: Db, { actorId, district, q, process, overdue }: Omit<DoneFilter, 'limit' | 'after'>): Knex.QueryBuilder {
  const query = db('task_history')
    .join('instance', 'instance.id', 'task_history.instanceId')
    .where({ 'task_history.assignee': actorId, 'task_history.state': 'completed', 'task_history.tenant': district })
  if (process !== undefined) query.where('task_history.processKey', process)
  if (overdue?.is === true) query.whereRaw('?? > ??', ['task_history.endedAt', 'task_history.dueAt'])
  if (overdue?.is === false) query.whereRaw('(?? is null or ?? <= ??)', ['task_history.dueAt', 'task_history.endedAt', 'task_history.dueAt'])
  if (q !== undefined) contains(query, ['task_history.subject', 'task_history.businessKey', 'task_history.name'], q)
  return query
}

/** Takes an open task for one person. False when somebody was faster. The inbox rows follow in the caller's transaction. */
export async function claim(db: Db, id: string, actorId: string, now: string): Promise<boolean> {
  return (await db('task').where({ id }).whereNull('assignee').update({ assignee: actorId, claimedAt: now })) === 1
}

export async function unclaim(db: Db, id: string, actorId: string): Promise<boolean> {
  return (await db('task').where({ id, assignee: actorId }).update({ assignee: null, claimedAt: null })) === 1
}

export async function replaceInbox(db: Db, taskId: string, rows: Record<string, unknown>[]): Promise<void> {
  await db('inbox').where({ taskId }).delete()
  if (rows.length > 0) await db('inbox').insert(rows)
}

export async function hasDoneTasks(db: Db, instanceId: string): Promise<boolean> {
  return (await db('task_history').where({ instanceId, state: 'completed' }).first('id')) !== undefined
}

/** Text search, the same on both databases: capitals do not count; `%` and `_` in what a person typed mean themselves. */
export function contains(query: Knex.QueryBuilder, columns: string[], text: string): void {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  query.where((any) => {
    for (const column of columns) any.orWhereRaw("lower(??) like ? escape '\\'", [column, pattern])
  })
}

function opened(row: OpenTask): OpenTask {
  return { ...row, candidates: fromJson(row.candidates) }
}
