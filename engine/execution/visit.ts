import type { Visit } from './behaviour.ts'
import { TokenFailure } from './environment.ts'
import { evaluate } from './evaluate.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'

/** What a behaviour sees: the node it stands for, on behalf of an execution. */
export function visit(run: Run, execution: ExecutionRow, nodeId = execution.nodeId): Visit {
  const node = run.graph.nodes[nodeId]
  if (!node) throw new TokenFailure('unsupported', `${nodeId} is not in the definition`)
  const { graph, rows, env, steps, ask } = run
  return { node, execution, graph, rows, env, steps, ask, evaluate: (expression) => evaluate(run, execution.id, expression) }
}
