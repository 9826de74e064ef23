import { endActivity } from '../activity-end.ts'
import { dropListeners, endScope } from '../cancel.ts'
import { keepCompleted } from '../compensation/completed.ts'
import { isLoopBody } from '../catch.ts'
import { chooseFlows } from '../condition.ts'
import { copyData } from '../data.ts'
import { valueOf } from '../evaluate.ts'
import { leaveInstance } from '../loops/leave-instance.ts'
import { mapInstanceOutputs, writeOutputs } from '../loops/loop-data.ts'
import { isInstance, loopOf } from '../loops/loop-state.ts'
import { notify } from '../notify.ts'
import type { Run } from '../run.ts'
import { enter, goOn, type Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import { multiply } from '../quantities.ts'
import type { ExecutionRow } from '../state.ts'
import { visit } from '../visit.ts'
import { behaviourOf } from './behaviour-of.ts'

type Leave = Extract<Operation, { op: 'leave' }>

/**
 * An element is done: end listeners run, outputs are mapped, what it listened with goes, history is written, and the token takes the
 * outgoing flows. Flows belong to the enclosing scope, so their conditions see the outputs and no longer the element's own variables.
 * A scope in which an event has begun something since it was found done is not done.
 */
export function leaveOperation(run: Run, { executionId, flows, to }: Leave): Operation[] {
  const { rows } = run
  const before = rows.execution(executionId)
  if (before.kind === 'scope' && rows.hasChildren(executionId)) return []
  finishWork(run, before)
  keepCompleted(run, before)
  if (isInstance(before)) return leaveInstance(run, rows.execution(executionId), taskIdOf(rows.execution(executionId)))
  endScope(run, before)
  const here = visit(run, rows.execution(executionId))
  const chosen = to === undefined ? (flows ?? chooseFlows(here)) : []
  dropListeners(run, executionId)
  endActivity(run, here.execution, 'completed', taskIdOf(here.execution))
  const done = rows.updateExecution(executionId, { activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
  const instead = completedInside(run, done)
  if (instead) return instead
  if (to !== undefined) return [enter(executionId, to)]
  if (here.node.asyncAfter) return putOff(run, done, { phase: 'after', flows: chosen })
  return [goOn(executionId, chosen), ...multiply(run, here.node, done, chosen)]
}

/** The body of a loop has nothing to do but to give what its instances gave. */
function finishWork(run: Run, execution: ExecutionRow): void {
  const node = run.graph.nodes[execution.nodeId]
  if (node && loopOf(execution)) return writeOutputs(run, execution, node)
  notify(run, execution, 'end')
  if (node && isInstance(execution)) mapInstanceOutputs(run, execution, node)
  else mapOutputs(run, execution)
}

/** One after the other, as in Camunda: a later parameter sees an earlier one. */
function mapOutputs(run: Run, { id, nodeId, parentId }: ExecutionRow): void {
  const node = run.graph.nodes[nodeId]
  if (!node) return
  for (const output of node.outputs) run.rows.setVariable(parentId ?? id, output.name, valueOf(run, id, output.value))
  copyData(run, run.rows.execution(id), node.dataOutputs, { local: false })
}

/** The scope around it may have something to say to that: an ad-hoc sub-process may be done. */
function completedInside(run: Run, done: ExecutionRow): Operation[] | undefined {
  const scope = run.rows.get('executions', done.parentId ?? '')
  if (!scope || scope.parentId === null || isLoopBody(scope)) return undefined
  return behaviourOf(run, scope.nodeId).completed?.(visit(run, scope), done)
}

export function taskIdOf({ data }: ExecutionRow): string | null {
  return typeof data['taskId'] === 'string' ? data['taskId'] : null
}
