import type { Db, FormDefinition, FormVersion } from '../../engine/module.ts'

/** Every query on form and form_version. There is no update and no delete: a version is what tasks were pinned to. */

export type StoredVersion = {
  id: string
  formId: string
  key: string
  district: string
  version: number
  title: string
  definition: unknown
  contentHash: string
  publishedAt: string
  publishedBy: string | null
}
export type NewVersion = Omit<StoredVersion, 'definition'> & { definition: string }

/** The newest version of exactly this district ('' for the base). */
export function latestVersion(db: Db, key: string, district: string): Promise<Pick<StoredVersion, 'id' | 'formId' | 'version' | 'contentHash'> | undefined> {
  return db<StoredVersion>('form_version').where({ key, district }).orderBy('version', 'desc').first('id', 'formId', 'version', 'contentHash')
}

/** Id of the version a district sees: its own before the base, the given number or the newest. */
export async function visibleVersionId(db: Db, key: string, district: string, version: number | null): Promise<string | undefined> {
  const query = db<StoredVersion>('form_version').where({ key }).whereIn('district', ['', district])
  if (version !== null) query.where({ version })
  const row = await query
    .orderBy([
      { column: 'district', order: 'desc' },
      { column: 'version', order: 'desc' },
    ])
    .first('id')
  return row?.id
}

export async function versionById(db: Db, id: string): Promise<FormVersion | undefined> {
  const row = await db<StoredVersion>('form_version').where({ id }).first('id', 'key', 'version', 'title', 'district', 'definition')
  return row && { id: row.id, key: row.key, version: row.version, title: row.title, district: row.district, definition: parsed(row.definition) }
}

/** @returns the form's id, whoever created it first. */
export async function ensureForm(db: Db, form: { id: string; key: string; district: string; title: string }): Promise<string> {
  await db('form').insert(form).onConflict(['key', 'district']).ignore()
  const row = await db<{ id: string; key: string; district: string }>('form').where({ key: form.key, district: form.district }).first('id')
  return row?.id ?? form.id
}

/** @returns false when another node published this number first. */
export async function insertVersion(db: Db, row: NewVersion): Promise<boolean> {
  await db('form_version').insert(row).onConflict(['key', 'district', 'version']).ignore()
  return (await db<StoredVersion>('form_version').where({ id: row.id }).first('id')) !== undefined
}

/** JSON columns are text on SQLite and values on PostgreSQL. */
function parsed(definition: unknown): FormDefinition {
  const value: FormDefinition = typeof definition === 'string' ? JSON.parse(definition) : definition
  return value
}
