import type { Run } from '../run.ts'
import type { Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import { behaviourOf, visit } from './visit.ts'

/**
 * A token arrives at a node: inputs are mapped, boundary events start to listen, then the behaviour decides.
 * A retry enters again as the same activity, so that history shows it once and from its real beginning.
 */
export function enterOperation(run: Run, { executionId, nodeId, resumed }: Extract<Operation, { op: 'enter' }>): Operation[] {
  const { rows, env, graph } = run
  const arrived = rows.updateExecution(executionId, { nodeId })
  if (graph.nodes[nodeId]?.asyncBefore && !resumed) return putOff(run, arrived, { phase: 'before' })
  const begun = arrived.activityId === null ? { activityId: env.newId(), startedAt: env.now } : {}
  const execution = rows.updateExecution(executionId, { ...begun, kind: 'token', waits: false })
  const here = visit(run, execution)
  for (const input of here.node.inputs) rows.setVariable(executionId, input.name, here.evaluate(input.value), { local: true })
  for (const boundaryId of here.node.boundary) behaviourOf(run, boundaryId).arm?.(visit(run, execution, boundaryId))
  return behaviourOf(run, nodeId).enter(here)
}
