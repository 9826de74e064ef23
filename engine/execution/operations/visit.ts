import type { Behaviour, Visit } from '../behaviour.ts'
import { behaviours } from '../behaviours/index.ts'
import type { Machine } from '../machine.ts'
import type { ExecutionRow } from '../state.ts'
import { TokenFailure } from '../environment.ts'
import { evaluator } from '../evaluate.ts'

/** The behaviour of a node. A graph from an older deployment may hold kinds this node no longer runs: that stops the token, not the server. */
export function behaviourOf(machine: Machine, nodeId: string): Behaviour {
  const kind = machine.graph.nodes[nodeId]?.kind ?? ''
  const behaviour = behaviours[kind]
  if (!behaviour) throw new TokenFailure('unsupported', `${nodeId}: ${kind || 'unknown element'} is not executed`)
  return behaviour
}

/** What a behaviour sees: the node it stands for, on behalf of an execution. */
export function visit(machine: Machine, execution: ExecutionRow, nodeId = execution.nodeId): Visit {
  const node = machine.graph.nodes[nodeId]
  if (!node) throw new TokenFailure('unsupported', `${nodeId} is not in the definition`)
  return { node, execution, graph: machine.graph, rows: machine.rows, env: machine.env, evaluate: evaluator(machine.rows, execution.id) }
}
