import type { LoopSettings, MultiInstance, Node, StandardLoop } from '../../bpmn/graph.ts'
import { begin } from '../begin.ts'
import { arm } from '../listen.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import { typed } from '../values.ts'
import { instancesOf } from './instances-of.ts'
import { holds } from './loop-failure.ts'
import { copyBodyInputs } from './loop-data.ts'
import { loopOf, type LoopState } from './loop-state.ts'

/**
 * An activity with a loop marker begins: its execution becomes the body, and the first instance starts. Boundary events belong to the
 * body; data and parameters, listeners and the behaviour to each instance. A body whose instances were put off goes on with them.
 */
export function openLoop(run: Run, arrived: ExecutionRow, node: Node, loop: LoopSettings): Operation[] {
  const put = loopOf(arrived)
  if (put) return [spawn(run.rows.updateExecution(arrived.id, { waits: true }), put.next)]
  const body = begin(run, arrived)
  copyBodyInputs(run, body, node, loop)
  const state = loop.kind === 'multi' ? openMultiInstance(run, body, node, loop) : openStandardLoop(run, body)
  const opened = run.rows.updateExecution(body.id, { kind: 'scope', waits: true, data: { ...body.data, loop: state } })
  if (state.count === 0 || (loop.kind === 'standard' && !beginsAtAll(run, opened, loop))) return [finish(opened)]
  return [...node.boundary.flatMap((boundaryId) => arm(run, opened, boundaryId)), spawn(opened, 0)]
}

/** The next instance starts when everything that runs has come to rest. */
export const spawn = ({ id, activityId }: ExecutionRow, index: number): Operation => ({ op: 'spawn', executionId: id, activityId, index })
/** Nothing of the loop goes on; the body leaves. */
export const finish = ({ id, activityId }: ExecutionRow): Operation => ({ op: 'finish-loop', executionId: id, activityId })

function openMultiInstance(run: Run, { id }: ExecutionRow, node: Node, loop: MultiInstance): LoopState {
  const { count, items } = instancesOf(run, id, node, loop)
  const active = loop.sequential ? Math.min(1, count) : count
  const counters = { nrOfInstances: typed(count), nrOfActiveInstances: typed(active), nrOfCompletedInstances: typed(0) }
  run.rows.put('scopes', id, { ...run.rows.get('scopes', id), ...counters })
  return { count, next: 0, items }
}

/** loopCounter is the number of rounds that are over (BPMN 2.0, 10.3.8): 0 in the first, and the same inside a round and in a condition before it. */
function openStandardLoop(run: Run, { id }: ExecutionRow): LoopState {
  run.rows.put('scopes', id, { ...run.rows.get('scopes', id), loopCounter: typed(0) })
  return { count: null, next: 0, items: null }
}

function beginsAtAll(run: Run, { id }: ExecutionRow, { testBefore, condition }: StandardLoop): boolean {
  return !testBefore || condition === null || holds(run, id, condition)
}
