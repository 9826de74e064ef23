import type { LoopSettings } from '../../bpmn/graph.ts'
import { indexOf, loopOf, type LoopState } from '../loops/loop-state.ts'
import { spawn } from '../loops/open-loop.ts'
import { enter, type Operation } from '../operation.ts'
import { putOff } from '../put-off.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import { newToken } from '../token.ts'
import { typed } from '../values.ts'

/** Steps of one command after which further instances wait for a job of their own: others want to work too, and one write stays of a size (ADR 29). */
const stepsPerCommand = 10_000

/**
 * The next instance of a loop starts, and of a parallel one the others after it: one by one, each when everything before it has come to
 * rest, so that a completion condition that is met stops those that have not begun.
 */
export function spawnOperation(run: Run, { executionId, activityId, index }: Extract<Operation, { op: 'spawn' }>): Operation[] {
  const body = run.rows.execution(executionId)
  const state = loopOf(body)
  const loop = run.graph.nodes[body.nodeId]?.loop
  if (!state || !loop || state.done || body.activityId !== activityId) return []
  if (isBounded(loop) && run.steps >= stepsPerCommand) return putOffRest(run, body, { ...state, next: index })
  const instance = newToken(run, body.id, body.nodeId, { inner: true, index })
  giveVariables(run, instance, loop, state)
  return [enter(instance.id, body.nodeId), ...(isParallel(loop) ? startNext(run, body, state, index + 1) : [])]
}

const isBounded = (loop: LoopSettings) => loop.kind === 'multi' || loop.maximum !== null
const isParallel = (loop: LoopSettings) => loop.kind === 'multi' && !loop.sequential

/** Parallel: what is not started yet is remembered, and the items are forgotten with the last. */
function startNext(run: Run, body: ExecutionRow, state: LoopState, next: number): Operation[] {
  const isLast = next >= (state.count ?? 0)
  run.rows.updateExecution(body.id, { data: { ...body.data, loop: { ...state, next, ...(isLast && { items: null }) } } })
  return isLast ? [] : [spawn(body, next)]
}

function putOffRest(run: Run, body: ExecutionRow, loop: LoopState): Operation[] {
  return putOff(run, run.rows.updateExecution(body.id, { data: { ...body.data, loop } }), { phase: 'before' })
}

/** What the loop gives is no change that a person or a handler has made: it is not in the record. */
function giveVariables({ rows }: Run, instance: ExecutionRow, loop: LoopSettings, { items }: LoopState): void {
  if (loop.kind !== 'multi') return
  const index = indexOf(instance)
  rows.put('scopes', instance.id, {
    loopCounter: typed(index),
    ...(loop.output !== null && { [loop.output.item]: typed(null) }),
    ...(loop.elementVariable !== null && { [loop.elementVariable]: typed(items?.[index]) }),
  })
}
