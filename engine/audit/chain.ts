import { isIntact, type CommandRecord } from '../runtime/record.ts'
import type { Chain } from './verify.store.ts'

/** What is wrong with a chain, and the row where it shows. `missing`: rows between, or at the end, are not there. */
export type ChainFault = { instanceId: string; commandId: string | null; rev: number; fault: 'changed' | 'moved' | 'missing' }

/** The first row of an instance's records (by rev) that does not fit; undefined when the chain is whole up to the instance's head. */
export function findBreak({ id, rev, head, records }: Chain): ChainFault | undefined {
  let previousHash = ''
  for (const [index, record] of records.entries()) {
    const fault = faultOf(record, { rev: index, previousHash })
    if (fault) return { instanceId: id, commandId: record.id, rev: record.rev, fault }
    previousHash = record.hash
  }
  if (records.length === rev + 1 && previousHash === head) return undefined
  return { instanceId: id, commandId: null, rev: records.length, fault: 'missing' }
}

function faultOf(record: CommandRecord, expected: { rev: number; previousHash: string }): ChainFault['fault'] | undefined {
  if (!isIntact(record)) return 'changed'
  if (record.rev !== expected.rev) return 'missing'
  return record.previousHash === expected.previousHash ? undefined : 'moved'
}
