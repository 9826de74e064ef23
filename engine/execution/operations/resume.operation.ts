import { fireBoundary, fireEventSubProcess, type Payload } from '../fire.ts'
import { isComplete, rearm, type ListenerRow } from '../listen.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import type { Trigger } from '../trigger.ts'
import { visit } from '../visit.ts'
import { behaviourOf } from './behaviour-of.ts'

/** Something an execution waited for has happened: to the element itself, to an event on its boundary, or to an event sub-process in its scope. */
export function resumeOperation(run: Run, { executionId, trigger }: Extract<Operation, { op: 'resume' }>): Operation[] {
  const waiting = whatWaits(run, trigger)
  if (waiting !== 'itself' && waiting?.executionId !== executionId) return []
  if (waiting === 'itself' || !('kind' in waiting)) return resumeSelf(run, executionId, trigger)
  return isElsewhere(run, executionId, waiting) ? occurElsewhere(run, waiting, trigger) : resumeSelf(run, executionId, trigger)
}

/** The row that waited for this; undefined when it is no longer there. A call by execution id waits for itself. */
function whatWaits({ rows }: Run, trigger: Trigger): ListenerRow | { executionId: string } | 'itself' | undefined {
  if (trigger.kind === 'called' || trigger.kind === 'signalled' || trigger.kind === 'compensated') return 'itself'
  if (trigger.kind === 'event') return rows.get('subscriptions', trigger.subscriptionId)
  if (trigger.kind === 'task') {
    const task = rows.get('tasks', trigger.taskId)
    return task && { executionId: task.executionId }
  }
  return rows.get('jobs', trigger.jobId)
}

function resumeSelf(run: Run, executionId: string, trigger: Trigger): Operation[] {
  const execution = run.rows.execution(executionId)
  return behaviourOf(run, execution.nodeId).resume?.(visit(run, execution), trigger) ?? []
}

/** Boundary events and starts of event sub-processes listen on behalf of an execution that stands at another node. */
function isElsewhere({ graph, rows }: Run, executionId: string, { nodeId }: ListenerRow): boolean {
  const event = graph.nodes[nodeId]
  return event !== undefined && (event.attachedTo !== null || event.type === 'startEvent') && rows.execution(executionId).nodeId !== nodeId
}

function occurElsewhere(run: Run, listener: ListenerRow, trigger: Trigger): Operation[] {
  const { rows, graph } = run
  const event = graph.nodes[listener.nodeId]
  const executionId = listener.executionId ?? ''
  if (!event || !isComplete(run, event, listener)) return []
  const again = event.interrupting ? [] : rearm(run, rows.execution(executionId), event, listener)
  const payload = payloadOf(trigger)
  const fired = event.attachedTo === null ? fireEventSubProcess(run, executionId, event.id, payload) : fireBoundary(run, executionId, event.id, payload)
  return [...fired, ...again]
}

function payloadOf(trigger: Trigger): Payload {
  return trigger.kind === 'event' ? { variables: trigger.variables, local: trigger.local } : { variables: {} }
}
