import { cancelExecution, cancelTree, dropActivity } from './cancel.ts'
import { disarm, listenersOf } from './listen.ts'
import { enter, type Operation } from './operation.ts'
import { openScopeAt } from './scope.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'
import { newToken } from './token.ts'

/** What an event brings: variables as the scope rule has it, or local to where the event leads. */
export type Payload = { variables: Record<string, unknown>; local?: Record<string, unknown> | undefined }

/** An event on the boundary of an activity has occurred: the activity stops, or a token of its own goes on from the event. */
export function fireBoundary(run: Run, hostId: string, eventId: string, payload: Payload): Operation[] {
  const { rows, graph } = run
  const host = rows.execution(hostId)
  rows.setVariables(hostId, payload.variables)
  if (!graph.nodes[eventId]?.interrupting) return [startToken(run, host.parentId ?? hostId, eventId, payload)]
  cancelTree(run, hostId)
  dropActivity(run, host)
  rows.updateExecution(hostId, { activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
  rows.setVariables(hostId, payload.local ?? {}, { local: true })
  return [enter(hostId, eventId)]
}

function startToken(run: Run, scopeId: string, nodeId: string, payload: Payload): Operation {
  const token = newToken(run, scopeId, nodeId)
  run.rows.setVariables(token.id, payload.local ?? {}, { local: true })
  return enter(token.id, nodeId)
}

/** The start event of an event sub-process has occurred: it runs inside its scope, alone when it interrupts (BPMN 2.0, 13.5.4). */
export function fireEventSubProcess(run: Run, scopeId: string, startId: string, payload: Payload): Operation[] {
  const { rows, graph } = run
  const start = graph.nodes[startId]
  if (!start) return []
  rows.setVariables(scopeId, payload.variables)
  if (start.interrupting) interrupt(run, rows.execution(scopeId))
  const inside = newToken(run, scopeId, start.scope)
  rows.updateExecution(inside.id, { activityId: run.env.newId(), startedAt: run.env.now })
  const operations = openScopeAt(run, inside.id, [startId])
  rows.setVariables(inside.id, payload.local ?? {}, { local: true })
  return operations
}

/** Everything in the scope stops before its next step; its event sub-processes listen no more. What can be compensated stays so. */
function interrupt(run: Run, scope: ExecutionRow): void {
  for (const child of run.rows.children(scope.id)) cancelExecution(run, child)
  for (const id of run.graph.nodes[scope.nodeId]?.eventSubProcesses ?? [])
    for (const eventId of run.graph.nodes[id]?.starts ?? []) if (listenersOf(run, scope.id, eventId).length > 0) disarm(run, scope.id, eventId)
  run.rows.updateExecution(scope.id, { kind: 'scope', waits: true })
}

