import { fromJson } from '../db/json.ts'
import type { Db } from '../module.ts'
import type { CommandRecord } from '../runtime/record.ts'

/** An instance's records in order of rev, as they were when their hashes were made, and the head they must lead to. */
export type Chain = { id: string; rev: number; head: string; records: CommandRecord[] }

/**
 * The chains of the next instances in order of id. Heads and records are one statement and so of one moment: a case that goes on meanwhile
 * is no broken one.
 */
export async function nextChains(db: Db, after: string, limit: number): Promise<Chain[]> {
  const ids = db('instance').where('id', '>', after).orderBy('id').limit(limit).select('id').as('page')
  const rows: (CommandRecord & { chainId: string; chainRev: number; chainHead: string })[] = await db(ids)
    .join('instance', 'instance.id', 'page.id')
    .leftJoin('command', 'command.instanceId', 'instance.id')
    .orderBy(['instance.id', 'command.rev', 'command.id'])
    .select('command.*', { chainId: 'instance.id', chainRev: 'instance.rev', chainHead: 'instance.head' })
  const chains = new Map<string, Chain>()
  for (const { chainId, chainRev, chainHead, ...row } of rows) {
    const chain = chains.get(chainId) ?? { id: chainId, rev: chainRev, head: chainHead, records: [] }
    chains.set(chainId, chain)
    if (row.id !== null) chain.records.push({ ...row, answer: fromJson(row.answer), changes: fromJson(row.changes), events: fromJson(row.events) })
  }
  return [...chains.values()]
}
