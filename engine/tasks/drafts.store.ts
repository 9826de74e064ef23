import type { Knex } from 'knex'
import { fromJson, toJson } from '../db/json.ts'
import { countCap } from '../db/count-cap.ts'
import type { Db } from '../module.ts'
import { contains } from './tasks.store.ts'

export type DraftRow = {
  id: string
  district: string
  ownerId: string
  processKey: string
  taskId: string | null
  subject: string
  data: Record<string, unknown>
  rev: number
  updatedAt: string
}

const parsed = (row: DraftRow): DraftRow => ({ ...row, data: fromJson(row.data) })

export async function findDraft(db: Db, id: string, ownerId: string): Promise<DraftRow | undefined> {
  const row: DraftRow | undefined = await db('draft').where({ id, ownerId }).first()
  return row && parsed(row)
}

export async function findTaskDraft(db: Db, taskId: string, ownerId: string): Promise<DraftRow | undefined> {
  const row: DraftRow | undefined = await db('draft').where({ taskId, ownerId }).first()
  return row && parsed(row)
}

export async function insertDraft(db: Db, row: DraftRow): Promise<void> {
  await db('draft').insert({ ...row, data: toJson(row.data) })
}

/** Replaces a draft's content if it still has this revision. False when somebody (another tab) was faster. */
export async function updateDraft(
  db: Db,
  { id, ownerId, rev }: Pick<DraftRow, 'id' | 'ownerId' | 'rev'>,
  patch: Pick<DraftRow, 'subject' | 'data' | 'updatedAt'>,
): Promise<boolean> {
  return (
    (await db('draft')
      .where({ id, ownerId, rev })
      .update({ ...patch, data: toJson(patch.data), rev: rev + 1 })) === 1
  )
}

export async function removeDraft(db: Db, id: string, ownerId: string): Promise<boolean> {
  return (await db('draft').where({ id, ownerId }).delete()) === 1
}

export async function removeTaskDraft(db: Db, taskId: string, ownerId: string): Promise<void> {
  await db('draft').where({ taskId, ownerId }).delete()
}

export type DraftFilter = {
  ownerId: string
  q?: string | undefined
  process?: string | undefined
  /** What is not sent has no limit, so none is overdue. */
  overdue?: { is: boolean } | undefined
}

export async function listDrafts(db: Db, filter: DraftFilter & { limit: number; after?: { at: string; id: string } | undefined }): Promise<DraftRow[]> {
  const query = alive(db, filter)
  if (filter.after) query.whereRaw('(??, ??) < (?, ?)', ['updatedAt', 'id', filter.after.at, filter.after.id])
  const rows: DraftRow[] = await query
    .orderBy([
      { column: 'updatedAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(filter.limit)
  return rows.map(parsed)
}

export async function countDrafts(db: Db, filter: DraftFilter): Promise<number> {
  const counted = alive(db, filter)
    .select('id')
    .limit(countCap + 1)
  const row: { count: number | string } | undefined = await db.from(counted.as('d')).count({ count: '*' }).first()
  return Number(row?.count ?? 0)
}

/** A draft of a task that somebody has done, or that was taken back, can not be sent any more: it is not shown. */
function alive(db: Db, { ownerId, q, process, overdue }: DraftFilter): Knex.QueryBuilder {
  const query = db('draft')
    .where({ ownerId })
    .where((open) => open.whereNull('taskId').orWhereExists(db('task').select('task.id').whereRaw('?? = ??', ['task.id', 'draft.taskId'])))
  if (process !== undefined) query.where('processKey', process)
  if (q !== undefined) contains(query, ['draft.subject'], q)
  if (overdue?.is === true) query.whereRaw('1 = 0')
  return query
}
