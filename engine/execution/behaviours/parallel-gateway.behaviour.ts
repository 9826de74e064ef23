import type { Behaviour } from '../behaviour.ts'
import { mergeInto, oneOfEach, park, waitingAt } from '../join.ts'
import { leave } from '../operation.ts'

/**
 * Waits for one token on each incoming flow, then lets one go on each outgoing flow (BPMN 2.0, 13.4.1). Conditions do not
 * count here, and a token that can never come is a dead lock to be seen, not a path to be guessed.
 */
export const parallelGateway: Behaviour = {
  enter(visit) {
    const { node, execution, rows } = visit
    const siblings = execution.parentId === null ? [] : rows.children(execution.parentId)
    const earlier = waitingAt(siblings, node.id).filter(({ id }) => id !== execution.id)
    const joined = oneOfEach(node, [...earlier, execution])
    if (joined.length < node.incoming.length) {
      park(visit, execution)
      return []
    }
    mergeInto(visit, execution, joined)
    return [leave(execution.id, node.outgoing)]
  },
}
