import type { Knex } from 'knex'
import { fromJson, toJson } from './db/json.ts'

const flag = { district: '', key: 'installation.demo' }

export type DemoFlag = { state: 'writing' } | { state: 'complete'; password: string }

/** That this installation holds invented data, whether all of it, and the password its accounts share. */
export async function writeDemoFlag(db: Knex, value: DemoFlag, now: string): Promise<void> {
  const row = { ...flag, version: 1, value: toJson(value), byUser: 'system', at: now }
  await db('setting').insert(row).onConflict(['district', 'key', 'version']).merge()
}

export async function readDemoFlag(db: Knex): Promise<DemoFlag | undefined> {
  const row: { value: unknown } | undefined = await db('setting').where(flag).first('value')
  return row && fromJson<DemoFlag>(row.value)
}
