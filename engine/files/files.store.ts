import { scopeFilter } from '../identity/access.ts'
import type { Actor } from '../identity/actor.ts'
import type { Db } from '../module.ts'

export type FileRow = { id: string; district: string; ownerId: string; name: string; type: string; size: number; sha256: string; createdAt: string }

export async function insertFile(db: Db, row: FileRow): Promise<void> {
  await db('file').insert(row)
}

export async function findFiles(db: Db, ids: readonly string[]): Promise<FileRow[]> {
  if (ids.length === 0) return []
  return db('file')
    .whereIn('id', [...new Set(ids)])
    .orderBy('id')
    .select('id', 'district', 'ownerId', 'name', 'type', 'size', 'sha256', 'createdAt')
}

/** Their own upload, or part of a case that they may see. */
export async function isVisible(db: Db, actor: Actor, file: FileRow): Promise<boolean> {
  if (file.ownerId === actor.userId) return true
  const row: unknown = await db('file_link as l')
    .join('instance as i', 'i.id', 'l.instanceId')
    .where('l.fileId', file.id)
    .modify(
      scopeFilter(actor, {
        district: 'i.tenant',
        enterpriseId: 'i.enterpriseId',
        villageId: 'i.villageId',
        townshipId: 'i.townshipId',
        departmentId: 'i.departmentId',
      }),
    )
    .first('l.fileId')
  return row !== undefined
}

export async function findLinked(db: Db, instanceId: string, fileIds: readonly string[]): Promise<Set<string>> {
  const rows: { fileId: string }[] = await db('file_link').where({ instanceId }).whereIn('fileId', fileIds).select('fileId')
  return new Set(rows.map(({ fileId }) => fileId))
}
