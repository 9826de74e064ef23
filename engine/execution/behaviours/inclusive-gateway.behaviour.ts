import type { Behaviour } from '../behaviour.ts'
import { isAwaited, mergeInto, oneOfEach, park, waitingAt } from '../join.ts'
import { leave } from '../operation.ts'

/**
 * Lets a token go on each outgoing flow whose condition holds, else on the default. Where several flows come in, it first waits for
 * every token that can still come (BPMN 2.0, 13.4.3): looked at when all others have come to rest, since only then is that known.
 */
export const inclusiveGateway: Behaviour = {
  enter(visit) {
    if (visit.node.incoming.length < 2) return [leave(visit.execution.id)]
    park(visit, visit.execution)
    return []
  },
  recheck(visit) {
    const { node, execution, rows } = visit
    const siblings = rows.children(execution.parentId ?? '')
    const waiting = waitingAt(siblings, node.id)
    if (isAwaited(visit, node, siblings, new Set(waiting.map(({ data }) => data['via'])))) return []
    const [first, ...others] = oneOfEach(node, waiting)
    if (!first) return []
    mergeInto(visit, first, others)
    return [leave(first.id)]
  },
}
