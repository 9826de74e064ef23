import type { Node } from '../../bpmn/graph.ts'
import { dropListeners } from '../cancel.ts'
import { openEventSubProcess } from '../fire.ts'
import { enter, type Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow, Variables } from '../state.ts'
import { newToken } from '../token.ts'
import { compensationStart, putCompleted, type Completed } from './completed.ts'
import { undoingOf, type Undoing } from './undoing.ts'

/** Undoes activities inside a scope, one after the other, at an execution of their own. `at`: the node that asked for it. */
export function undo(run: Run, scopeId: string, at: string, undoing: Undoing): Operation[] {
  return undoNext(run, openPlace(run, scopeId, at, { undoing, variables: {} }))
}

/** What was undone last is done: the next, or whoever waits goes on. */
export function undoNext(run: Run, execution: ExecutionRow): Operation[] {
  const undoing = undoingOf(execution)
  if (!undoing) return []
  const [next, ...left] = undoing.left
  if (!next) return finish(run, execution, undoing)
  run.rows.updateExecution(execution.id, { data: { ...execution.data, undo: { ...undoing, left } } })
  return undoOne(run, execution.id, next)
}

/** By its handler; else by the compensation event sub-process inside; else by undoing what is inside (BPMN 2.0, 13.5.5). Each sees the variables of that time. */
function undoOne(run: Run, placeId: string, completed: Completed): Operation[] {
  const node = run.graph.nodes[completed.nodeId]
  if (!node) return undoNext(run, run.rows.execution(placeId))
  const start = compensationStart(run.graph, node)
  if (completed.isLoop || (node.compensatedBy === null && start === undefined)) return undoInside(run, placeId, completed)
  const { id } = openPlace(run, placeId, node.id, { undoing: { left: [], tells: null }, variables: completed.variables })
  return node.compensatedBy === null ? undoBySubProcess(run, id, start ?? '', completed) : undoByHandler(run, id, node.compensatedBy)
}

function undoInside(run: Run, placeId: string, { nodeId, inner, variables }: Completed): Operation[] {
  return undoNext(run, openPlace(run, placeId, nodeId, { undoing: { left: inner, tells: null }, variables }))
}

function undoByHandler(run: Run, placeId: string, handler: Node['id']): Operation[] {
  return [enter(newToken(run, placeId, handler).id, handler)]
}

/** What is inside stays compensable, for the event sub-process to throw on to. */
function undoBySubProcess(run: Run, placeId: string, startId: string, { inner }: Completed): Operation[] {
  for (const completed of inner) putCompleted(run, placeId, completed, run.env.newId())
  return openEventSubProcess(run, placeId, startId)
}

function openPlace(run: Run, parentId: string, nodeId: string, { undoing, variables }: { undoing: Undoing; variables: Variables }): ExecutionRow {
  const { rows } = run
  const { id } = newToken(run, parentId, nodeId, { undo: undoing })
  if (Object.keys(variables).length > 0) rows.put('scopes', id, variables)
  return rows.updateExecution(id, { kind: 'scope', waits: true })
}

/** Who waits for it goes on, unless it is gone or waits for more. */
function finish({ rows, ...run }: Run, { id }: ExecutionRow, { tells }: Undoing): Operation[] {
  dropListeners({ rows, ...run }, id)
  const told: Operation[] = tells === null ? [] : [{ op: 'resume', executionId: tells, trigger: { kind: 'compensated' } }]
  return [...told, { op: 'end', executionId: id }]
}
