import { fromJson } from '../db/json.ts'
import type { Db } from '../module.ts'
import type { CommandRecord } from '../runtime/record.ts'

/** Ids are in order of time, and an instance is never deleted while its records are kept. */
export async function chainedInstances(db: Db, after: string, limit: number): Promise<{ id: string; rev: number; head: string }[]> {
  return db('instance').where('id', '>', after).orderBy('id').limit(limit).select('id', 'rev', 'head')
}

/** The records of these instances, each in order of rev, as they were when their hash was made. */
export async function recordsOf(db: Db, instanceIds: readonly string[]): Promise<Map<string, CommandRecord[]>> {
  const rows: CommandRecord[] = await db('command').whereIn('instanceId', instanceIds).orderBy(['instanceId', 'rev', 'id']).select('*')
  const records = new Map<string, CommandRecord[]>()
  for (const row of rows) {
    const known = records.get(row.instanceId) ?? []
    known.push({ ...row, answer: fromJson(row.answer), changes: fromJson(row.changes), events: fromJson(row.events) })
    records.set(row.instanceId, known)
  }
  return records
}
