import type { Behaviour, Visit } from '../behaviour.ts'
import { endActivity } from '../activity-end.ts'
import { endScope } from '../cancel.ts'
import { leave } from '../operation.ts'
import type { ExecutionRow } from '../state.ts'

/**
 * Waits for one token on each incoming flow, then lets one go on each outgoing flow (BPMN 2.0, 13.4.1). Conditions do not
 * count here, and a token that can never come is a dead lock to be seen, not a path to be guessed.
 */
export const parallelGateway: Behaviour = {
  enter(visit) {
    const { node, execution, rows } = visit
    const waiting = waitingHere(visit)
    const joined = node.incoming.flatMap((flow) => waiting.find((token) => token.data['via'] === flow) ?? [])
    if (joined.length < node.incoming.length) {
      rows.updateExecution(execution.id, { waits: true, data: { ...execution.data, joins: true } })
      return []
    }
    for (const token of joined.filter(({ id }) => id !== execution.id)) merge(visit, token)
    return [leave(execution.id, node.outgoing)]
  },
}

/** Tokens that stand at this join, in the order in which they came; the one that arrives now is the last. */
function waitingHere({ node, execution, rows }: Visit): ExecutionRow[] {
  const siblings = execution.parentId === null ? [] : rows.children(execution.parentId)
  const earlier = siblings.filter((token) => token.id !== execution.id && token.nodeId === node.id && token.data['joins'] === true)
  return [...earlier, execution]
}

function merge(visit: Visit, token: ExecutionRow): void {
  endActivity(visit, token, 'completed')
  endScope(visit, token)
  visit.rows.remove('executions', token.id)
}
