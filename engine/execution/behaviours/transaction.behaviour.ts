import type { Behaviour, Visit } from '../behaviour.ts'
import { fireBoundary } from '../fire.ts'
import { openScope, type Operation } from '../operation.ts'

/** A sub-process that can be cancelled from inside: when everything in it is undone, it goes on from its cancel boundary event. */
export const transaction: Behaviour = {
  enter: ({ execution }) => [openScope(execution.id)],
  resume: (visit, trigger) => (trigger.kind === 'compensated' ? goOnCancelled(visit) : []),
}

/** Events on the boundary of a loop belong to the whole of it. */
function goOnCancelled({ node, execution, ...run }: Visit): Operation[] {
  const event = node.boundary.find((id) => run.graph.nodes[id]?.kind === 'boundaryEvent:cancel')
  const hostId = execution.data['inner'] === true ? execution.parentId : execution.id
  return event === undefined || hostId === null ? [] : fireBoundary(run, hostId, event, { variables: {} })
}
