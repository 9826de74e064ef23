import type { CaseColumns } from '../cases/case-access.ts'
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

/** The cases a file is part of. */
export async function casesOf(db: Db, fileId: string): Promise<(CaseColumns & { definitionKey: string })[]> {
  return db('file_link as l')
    .join('instance as i', 'i.id', 'l.instanceId')
    .where('l.fileId', fileId)
    .select('i.tenant', 'i.definitionKey', 'i.initiator', 'i.enterpriseId', 'i.villageId', 'i.townshipId', 'i.departmentId')
}

export async function findLinked(db: Db, instanceId: string, fileIds: readonly string[]): Promise<Set<string>> {
  const rows: { fileId: string }[] = await db('file_link').where({ instanceId }).whereIn('fileId', fileIds).select('fileId')
  return new Set(rows.map(({ fileId }) => fileId))
}
