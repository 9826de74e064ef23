import type { Db } from '../module.ts'
import { findBreak, type ChainFault } from './chain.ts'
import { chainedInstances, recordsOf } from './verify.store.ts'

/** Instances whose records are read at once. */
const batch = 200

export type Verification = { instances: number; records: number; fault: ChainFault | undefined }

/**
 * Checks the record chain of every instance, oldest first: each row must hash to what it says, follow the row before it, and lead to the
 * head that the instance remembers. A row that was changed, added, taken away or moved is named; the check ends at the first.
 */
export async function verifyChains(db: Db): Promise<Verification> {
  const done = { instances: 0, records: 0 }
  for (let instances = await chainedInstances(db, '', batch); instances.length > 0; instances = await chainedInstances(db, instances.at(-1)?.id ?? '', batch)) {
    const records = await recordsOf(
      db,
      instances.map(({ id }) => id),
    )
    for (const instance of instances) {
      const own = records.get(instance.id) ?? []
      const fault = findBreak(instance, own)
      if (fault) return { ...done, fault }
      done.instances++
      done.records += own.length
    }
  }
  return { ...done, fault: undefined }
}
