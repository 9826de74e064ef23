import type { Knex } from 'knex'
import { fromJson, toJson } from './db/json.ts'

const flag = { district: '', key: 'installation.demo' }

/** That this installation holds invented data, and the password its accounts share. Written when the seed is complete. */
export async function writeDemoFlag(db: Knex, { password, now }: { password: string; now: string }): Promise<void> {
  await db('setting').insert({ ...flag, version: 1, value: toJson({ password }), byUser: 'system', at: now })
}

export async function readDemoFlag(db: Knex): Promise<{ password: string } | undefined> {
  const row: { value: unknown } | undefined = await db('setting').where(flag).first('value')
  return row && fromJson<{ password: string }>(row.value)
}
