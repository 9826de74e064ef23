import type { Db } from '../module.ts'
import { findBreak, type ChainFault } from './chain.ts'
import { nextChains } from './verify.store.ts'

/** Instances whose records are read at once. */
const batch = 200

export type Verification = { instances: number; records: number; fault: ChainFault | undefined }

/**
 * Checks the record chain of every instance, oldest first: each row must hash to what it says, follow the row before it, and lead to the
 * head that the instance remembers. A row that was changed, added, taken away or moved is named; the check ends at the first.
 */
export async function verifyChains(db: Db): Promise<Verification> {
  const done = { instances: 0, records: 0 }
  for (let chains = await nextChains(db, '', batch); chains.length > 0; chains = await nextChains(db, chains.at(-1)?.id ?? '', batch)) {
    for (const chain of chains) {
      const fault = findBreak(chain)
      if (fault) return { ...done, fault }
      done.instances++
      done.records += chain.records.length
    }
  }
  return { ...done, fault: undefined }
}
