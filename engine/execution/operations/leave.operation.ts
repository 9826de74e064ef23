import { endActivity } from '../activity-end.ts'
import { dropListeners, endScope } from '../cancel.ts'
import { keepCompleted } from '../compensation/completed.ts'
import { isLoopBody } from '../catch.ts'
import { chooseFlows } from '../condition.ts'
import { copyData } from '../data.ts'
import { valueOf } from '../evaluate.ts'
import { notify } from '../notify.ts'
import type { Run } from '../run.ts'
import { enter, goOn, type Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import { multiply } from '../quantities.ts'
import type { ExecutionRow } from '../state.ts'
import { visit } from '../visit.ts'

type Leave = Extract<Operation, { op: 'leave' }>

import { behaviourOf } from './behaviour-of.ts'
/**
 * An element is done: end listeners run, outputs are mapped, what it listened with goes, history is written, and the token takes the
 * outgoing flows. Flows belong to the enclosing scope, so their conditions see the outputs and no longer the element's own variables.
 * A scope in which an event has begun something since it was found done is not done.
 */
export function leaveOperation(run: Run, { executionId, flows, to }: Leave): Operation[] {
  const { rows } = run
  const before = rows.execution(executionId)
  if (before.kind === 'scope' && rows.hasChildren(executionId)) return []
  notify(run, before, 'end')
  mapOutputs(run, before)
  keepCompleted(run, before)
  endScope(run, before)
  const here = visit(run, rows.execution(executionId))
  const chosen = to === undefined ? (flows ?? chooseFlows(here)) : []
  dropListeners(run, executionId)
  endActivity(run, here.execution, 'completed', taskIdOf(here.execution))
  const done = rows.updateExecution(executionId, { activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
  if (to !== undefined) return [enter(executionId, to)]
  if (here.node.asyncAfter) return putOff(run, done, { phase: 'after', flows: chosen })
  return [goOn(executionId, chosen), ...multiply(run, here.node, done, chosen)]
  const instead = completedInside(run, done)
  if (instead) return instead
}

/** One after the other, as in Camunda: a later parameter sees an earlier one. */
function mapOutputs(run: Run, { id, nodeId, parentId }: ExecutionRow): void {
  const node = run.graph.nodes[nodeId]
  if (!node) return
  for (const output of node.outputs) run.rows.setVariable(parentId ?? id, output.name, valueOf(run, id, output.value))
  copyData(run, run.rows.execution(id), node.dataOutputs, { local: false })
}

export function taskIdOf({ data }: ExecutionRow): string | null {
  return typeof data['taskId'] === 'string' ? data['taskId'] : null
}
/** The scope around it may have something to say to that: an ad-hoc sub-process may be done. */
function completedInside(run: Run, done: ExecutionRow): Operation[] | undefined {
  const scope = run.rows.get('executions', done.parentId ?? '')
  if (!scope || scope.parentId === null || isLoopBody(scope)) return undefined
  return behaviourOf(run, scope.nodeId).completed?.(visit(run, scope), done)
}

