import { cancelByHand } from '../modify/cancel-by-hand.ts'
import { startByHand } from '../modify/start-by-hand.ts'
import { cancelInstance } from '../cancel.ts'
import { tellParent } from '../ended.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'

/**
 * Moves tokens by hand, as Camunda's modification does: one instruction after the other, each when what the one before has begun has come
 * to rest. An instance in which nothing is left after the last one is cancelled; until then it stays, so that cancelling everything and
 * starting elsewhere is one change.
 * @throws TokenFailure `modification`: an instruction that can not be followed; then none is
 */
export function modifyOperation(run: Run, { instructions }: Extract<Operation, { op: 'modify' }>): Operation[] {
  const { rows } = run
  if (rows.instance.endedAt !== null) return []
  const [first, ...rest] = instructions
  if (first?.kind === 'cancel') cancelByHand(run, first)
  if (first) return [...(first.kind === 'start' ? startByHand(run, first) : []), { op: 'modify', instructions: rest }]
  if (rows.hasChildren(rows.instance.id)) return []
  cancelInstance(run, { state: 'cancelled', deleteReason: null })
  tellParent(run, null)
  return []
}
