import type { Behaviour } from '../behaviour.ts'
import { behaviours } from '../behaviours/index.ts'
import { TokenFailure } from '../environment.ts'
import type { Run } from '../run.ts'

/** The behaviour of a node. A graph from an older deployment may hold kinds this node no longer runs: that stops the token, not the server. */
export function behaviourOf(run: Run, nodeId: string): Behaviour {
  const kind = run.graph.nodes[nodeId]?.kind ?? ''
  const behaviour = behaviours[kind]
  if (!behaviour) throw new TokenFailure('unsupported', `${nodeId}: ${kind || 'unknown element'} is not executed`)
  return behaviour
}
