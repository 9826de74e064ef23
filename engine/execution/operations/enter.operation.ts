import { begin, prepare } from '../begin.ts'
import { collectTokens } from '../quantities.ts'
import type { Run } from '../run.ts'
import type { Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import { visit } from '../visit.ts'
import { behaviourOf } from './behaviour-of.ts'

/**
 * A token arrives at a node: inputs are mapped, boundary events start to listen, then the behaviour decides.
 * A retry enters again as the same activity, so that history shows it once and from its real beginning.
 */
export function enterOperation(run: Run, operation: Extract<Operation, { op: 'enter' }>): Operation[] {
  const { rows, graph } = run
  const { executionId, nodeId, resumed } = operation
  const arrived = rows.updateExecution(executionId, { nodeId })
  const node = graph.nodes[nodeId]
  const isInstance = arrived.data['inner'] === true
  if (node && node.startQuantity > 1 && !resumed && !isInstance && !collectTokens(run, arrived, node)) return []
  const isPutOff = isInstance ? node?.loop?.kind === 'multi' && node.loop.asyncBefore : node?.asyncBefore
  if (isPutOff && !resumed) return putOff(run, arrived, { phase: 'before' })
  const execution = begin(run, arrived)
  return [...prepare(run, execution, { boundary: !isInstance }), ...behaviourOf(run, nodeId).enter(visit(run, rows.execution(executionId)))]
}
