import { endActivity } from '../activity-end.ts'
import type { Behaviour, Visit } from '../behaviour.ts'
import { dropListeners, endScope } from '../cancel.ts'
import { arm, isComplete, type ListenerRow } from '../listen.ts'
import { notify } from '../notify.ts'
import type { Operation } from '../operation.ts'
import type { Variables } from '../state.ts'
import type { Trigger } from '../trigger.ts'
import { triggers } from '../triggers/index.ts'
import { typed } from '../values.ts'
import { visit as visitOf } from '../visit.ts'

/**
 * Waits for the events behind it, on their behalf: the first that occurs decides the way, the others wait no more (BPMN 2.0, 13.4.4). The
 * gateway is then done, and the token is at the event that has occurred.
 */
export const eventBasedGateway: Behaviour = {
  enter(visit) {
    visit.rows.updateExecution(visit.execution.id, { waits: true })
    return targetsOf(visit).flatMap((nodeId) => listenFor(visit, nodeId))
  },
  resume(visit, trigger) {
    if (trigger.kind === 'signalled') return called(visit, trigger)
    const listener = listenerOf(visit, trigger)
    const event = visit.graph.nodes[listener?.nodeId ?? '']
    if (!listener || !event) return []
    if (trigger.kind === 'event') visit.rows.setVariables(visit.execution.id, trigger.variables)
    if (!isComplete(visit, event, listener)) return []
    return occurred(visit, event.id, trigger.kind === 'event' ? trigger.local : {})
  },
}

const targetsOf = ({ node, graph }: Visit): string[] => node.outgoing.flatMap((flow) => graph.flows[flow]?.target ?? [])

/** An event arms what it waits for, a receive task its message. */
function listenFor(visit: Visit, nodeId: string): Operation[] {
  const { rows, execution, graph } = visit
  const message = graph.nodes[nodeId]?.receive?.message
  if (!message) return arm(visit, rows.execution(execution.id), nodeId)
  return triggers.message?.arm?.({ ...visitOf(visit, execution, nodeId), event: message, index: 0 }) ?? []
}

function listenerOf({ rows }: Visit, trigger: Trigger): ListenerRow | undefined {
  if (trigger.kind === 'event') return rows.get('subscriptions', trigger.subscriptionId)
  return trigger.kind === 'timer' ? rows.get('jobs', trigger.jobId) : undefined
}

/** A call by execution id is for the receive task that names no message. */
function called(visit: Visit, { variables }: Extract<Trigger, { kind: 'signalled' }>): Operation[] {
  const task = targetsOf(visit).find((id) => visit.graph.nodes[id]?.kind === 'receiveTask' && !visit.graph.nodes[id]?.receive?.message)
  if (task === undefined) return []
  visit.rows.setVariables(visit.execution.id, variables)
  return occurred(visit, task, {})
}

/** What came local is the event's, not the gateway's. */
function occurred(visit: Visit, nodeId: string, local: Record<string, unknown> = {}): Operation[] {
  const { rows, graph, node, execution } = visit
  notify(visit, execution, 'end')
  endScope(visit, execution)
  dropListeners(visit, execution.id)
  endActivity(visit, execution, 'completed')
  const flow = node.outgoing.find((id) => graph.flows[id]?.target === nodeId) ?? ''
  const token = rows.updateExecution(execution.id, { activityId: null, startedAt: null, waits: false, data: { via: flow } })
  notify(visit, token, 'take', graph.flows[flow]?.listeners)
  const variables: Variables = Object.fromEntries(Object.entries(local).map(([name, value]) => [name, typed(value)]))
  return [{ op: 'occur', executionId: token.id, nodeId, local: variables }]
}
