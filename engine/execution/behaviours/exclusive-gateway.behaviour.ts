import type { Behaviour, Visit } from '../behaviour.ts'
import { isOpen } from '../condition.ts'
import { TokenFailure } from '../environment.ts'
import { leave } from '../operation.ts'

/** The first flow in document order whose condition holds, else the default; no way on is an incident, never a guess. */
export const exclusiveGateway: Behaviour = {
  enter(visit) {
    return [leave(visit.execution.id, [chooseFlow(visit)])]
  },
}

function chooseFlow(visit: Visit): string {
  const { node } = visit
  const chosen = node.outgoing.find((id) => id !== node.defaultFlow && isOpen(visit, id)) ?? node.defaultFlow
  if (chosen === null) throw new TokenFailure('no-way-on', `${node.name || node.id}: no condition holds and there is no default flow`)
  return chosen
}
