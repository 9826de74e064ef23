import { fromJson, toJson } from '../db/json.ts'
import type { Db } from '../module.ts'

export type SettingVersion = { district: string; key: string; version: number; value: unknown; byUser: string; at: string }

/** The newest version of each setting that the district or the base (district '') has. */
export async function findCurrent(db: Db, district: string): Promise<SettingVersion[]> {
  const newest = db('setting').whereIn('district', ['', district]).groupBy('district', 'key').select('district', 'key').max('version as version').as('newest')
  const rows: SettingVersion[] = await db('setting as s')
    .join(newest, (on) => on.on('newest.district', 's.district').andOn('newest.key', 's.key').andOn('newest.version', 's.version'))
    .select('s.district', 's.key', 's.version', 's.value', 's.byUser', 's.at')
  return rows.map((row) => ({ ...row, value: fromJson<unknown>(row.value) }))
}

/** Appends a version. Two people who save at once collide on the key: the second one gets a unique violation. */
export async function insertVersion(db: Db, version: SettingVersion): Promise<void> {
  await db('setting').insert({ ...version, value: toJson(version.value) })
}
