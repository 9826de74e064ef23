import type { Behaviour, Visit } from '../behaviour.ts'
import { behaviours } from '../behaviours/index.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import { TokenFailure } from '../environment.ts'
import { evaluator } from '../evaluate.ts'

/** The behaviour of a node. A graph from an older deployment may hold kinds this node no longer runs: that stops the token, not the server. */
export function behaviourOf(run: Run, nodeId: string): Behaviour {
  const kind = run.graph.nodes[nodeId]?.kind ?? ''
  const behaviour = behaviours[kind]
  if (!behaviour) throw new TokenFailure('unsupported', `${nodeId}: ${kind || 'unknown element'} is not executed`)
  return behaviour
}

/** What a behaviour sees: the node it stands for, on behalf of an execution. */
export function visit(run: Run, execution: ExecutionRow, nodeId = execution.nodeId): Visit {
  const node = run.graph.nodes[nodeId]
  if (!node) throw new TokenFailure('unsupported', `${nodeId} is not in the definition`)
  return { node, execution, graph: run.graph, rows: run.rows, env: run.env, evaluate: evaluator(run.rows, execution.id) }
}
