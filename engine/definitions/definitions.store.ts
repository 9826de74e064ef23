import type { Db } from '../module.ts'

export type DefinitionRow = {
  id: string
  deploymentId: string
  /** A global task can be called, but is no process that people see. */
  kind: 'process' | 'global-task'
  key: string
  version: number
  versionTag: string | null
  name: string
  tenant: string
  resourceName: string
  xml: string
  contentHash: string
  suspendedAt: string | null
  createdAt: string
}

/** The newest version of a key for exactly this tenant ('' is the base). */
export async function latestOf(db: Db, key: string, tenant: string): Promise<DefinitionRow | undefined> {
  return db('definition').where({ key, tenant }).orderBy('version', 'desc').first()
}

export async function byId(db: Db, id: string): Promise<DefinitionRow | undefined> {
  return db('definition').where({ id }).first()
}

export async function hasContent(db: Db, version: Pick<DefinitionRow, 'key' | 'tenant' | 'contentHash'>): Promise<boolean> {
  return (await db('definition').where(version).first('id')) !== undefined
}

/** The newest version of every process that a tenant sees: its own before the base's. */
export async function latestForTenant(db: Db, tenant: string): Promise<DefinitionRow[]> {
  const rows: DefinitionRow[] = await db('definition').where({ kind: 'process' }).whereIn('tenant', ['', tenant]).orderBy(['key', 'tenant', 'version'])
  return [...new Map(rows.map((row) => [row.key, row])).values()]
}

export async function insertDeployment(
  db: Db,
  row: { id: string; name: string; tenant: string; deployedBy: string | null; deployedAt: string },
): Promise<void> {
  await db('deployment').insert(row)
}

export async function insertDefinition(db: Db, row: DefinitionRow): Promise<void> {
  await db('definition').insert(row)
}
