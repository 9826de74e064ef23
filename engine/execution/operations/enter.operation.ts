import type { Node } from '../../bpmn/graph.ts'
import { begin, prepare } from '../begin.ts'
import { isInstance } from '../loops/loop-state.ts'
import { openLoop } from '../loops/open-loop.ts'
import { collectTokens } from '../quantities.ts'
import type { Run } from '../run.ts'
import type { Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import type { ExecutionRow } from '../state.ts'
import { visit } from '../visit.ts'
import { behaviourOf } from './behaviour-of.ts'

/**
 * A token arrives at a node: inputs are mapped, boundary events start to listen, then the behaviour decides.
 * A retry enters again as the same activity, so that history shows it once and from its real beginning.
 */
export function enterOperation(run: Run, operation: Extract<Operation, { op: 'enter' }>): Operation[] {
  const { rows, graph } = run
  const { executionId, nodeId } = operation
  const arrived = rows.updateExecution(executionId, { nodeId })
  const node = graph.nodes[nodeId]
  if (node && !operation.resumed && waitsFirst(run, arrived, node)) return []
  if (node?.loop && !isInstance(arrived)) return openLoop(run, arrived, node, node.loop)
  const execution = begin(run, arrived)
  return [...prepare(run, execution, { boundary: !isInstance(arrived) }), ...behaviourOf(run, nodeId).enter(visit(run, rows.execution(executionId)))]
}

/** For further tokens that it needs, or for a job of its own. An instance of a loop has the marks of its loop, the loop those of the activity. */
function waitsFirst(run: Run, arrived: ExecutionRow, node: Node): boolean {
  const isInner = isInstance(arrived)
  if (!isInner && node.startQuantity > 1 && !collectTokens(run, arrived, node)) return true
  const isPutOff = isInner ? node.loop?.kind === 'multi' && node.loop.asyncBefore : node.asyncBefore
  if (isPutOff) putOff(run, arrived, { phase: 'before' })
  return isPutOff
}
