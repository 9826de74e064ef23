import { begin } from './begin.ts'
import { cancelExecution } from './cancel.ts'
import { disarm } from './listen.ts'
import { notify } from './notify.ts'
import { enter, type Operation } from './operation.ts'
import { openScopeAt } from './scope.ts'
import type { Run } from './run.ts'
import { newToken } from './token.ts'

/** What an event brings: variables as the scope rule has it, or local to where the event leads. */
export type Payload = { variables: Record<string, unknown>; local?: Record<string, unknown> | undefined }

/**
 * An event on the boundary of an activity has occurred: a token of its own goes on from the event, and where it interrupts the activity
 * stops. The token is a new one: what the activity was still to do finds nobody to do it for.
 */
export function fireBoundary(run: Run, hostId: string, eventId: string, payload: Payload): Operation[] {
  const { rows, graph } = run
  const host = rows.execution(hostId)
  const scopeId = host.parentId ?? hostId
  rows.setVariables(scopeId, payload.variables)
  if (graph.nodes[eventId]?.interrupting) cancelExecution(run, host)
  const token = newToken(run, scopeId, eventId)
  rows.setVariables(token.id, payload.local ?? {}, { local: true })
  return [enter(token.id, eventId)]
}

/** The start event of an event sub-process has occurred: it runs inside its scope, alone when it interrupts (BPMN 2.0, 13.5.4). */
export function fireEventSubProcess(run: Run, scopeId: string, startId: string, payload: Payload): Operation[] {
  run.rows.setVariables(scopeId, payload.variables)
  if (run.graph.nodes[startId]?.interrupting) interruptScope(run, scopeId)
  return openEventSubProcess(run, scopeId, startId, payload.local)
}

/** The event sub-process begins at a start event, as an activity in its scope. */
export function openEventSubProcess(run: Run, scopeId: string, startId: string, local: Record<string, unknown> = {}): Operation[] {
  const start = run.graph.nodes[startId]
  if (!start) return []
  const inside = begin(run, newToken(run, scopeId, start.scope))
  run.rows.setVariables(inside.id, local, { local: true })
  notify(run, inside, 'start')
  return openScopeAt(run, inside.id, [startId])
}

/** Everything in the scope stops before its next step; its event sub-processes listen no more. What can be compensated stays so. */
export function interruptScope(run: Run, scopeId: string): void {
  const { rows, graph } = run
  for (const child of rows.children(scopeId)) cancelExecution(run, child)
  for (const id of graph.nodes[rows.execution(scopeId).nodeId]?.eventSubProcesses ?? [])
    for (const eventId of graph.nodes[id]?.starts ?? []) disarm(run, scopeId, eventId)
  rows.updateExecution(scopeId, { kind: 'scope', waits: true })
}
