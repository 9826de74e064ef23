import { conditionsMet } from '../conditions.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'

/** Variables were changed from outside: conditions look at what there is now. */
export function lookOperation(run: Run): Operation[] {
  return conditionsMet(run, run.rows.changedSince(0))
}
