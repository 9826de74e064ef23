import type { Db } from '../../module.ts'

/** What somebody noted with a task. It stays when the task is done. */
export type CommentRow = { id: string; taskId: string | null; instanceId: string; userId: string; message: string; createdAt: string }

export async function insertComment(db: Db, row: CommentRow): Promise<void> {
  await db('task_comment').insert(row)
}

/** Newest first, as in Camunda. */
export async function commentsOf(db: Db, of: { taskId: string } | { instanceId: string }): Promise<CommentRow[]> {
  return db('task_comment').where(of).orderBy('id', 'desc').limit(1000)
}

export async function findComment(db: Db, { id, taskId }: { id: string; taskId: string }): Promise<CommentRow | undefined> {
  return db('task_comment').where({ id, taskId }).first()
}
