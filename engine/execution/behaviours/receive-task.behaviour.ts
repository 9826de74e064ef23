import type { Behaviour, Visit } from '../behaviour.ts'
import { leave } from '../operation.ts'
import { subscribe } from '../subscribe.ts'
import { nameOf } from '../triggers/name.ts'
import type { Trigger } from '../trigger.ts'

/**
 * Waits for its message, or, where it names none, for a call by execution id (BPMN 2.0, 10.3.3). As in Camunda the call also serves
 * where a message is named. With `instantiate` the message has come before the token: then it is never entered.
 */
export const receiveTask: Behaviour = {
  enter(visit) {
    const { node, execution, rows } = visit
    const message = node.receive?.message
    if (message) subscribe(visit, { kind: 'message', name: nameOf(visit, message.name), data: { index: 0 } })
    rows.updateExecution(execution.id, { waits: true })
    return []
  },
  resume(visit, trigger) {
    return trigger.kind === 'event' || trigger.kind === 'signalled' ? received(visit, trigger) : []
  },
}

function received({ node, execution, rows }: Visit, trigger: Extract<Trigger, { kind: 'event' | 'signalled' }>) {
  for (const subscription of rows.of('subscriptions', execution.id)) if (subscription.nodeId === node.id) rows.remove('subscriptions', subscription.id)
  rows.setVariables(execution.id, trigger.kind === 'event' ? (trigger.local ?? {}) : {}, { local: true })
  rows.setVariables(execution.id, trigger.variables)
  return [leave(execution.id)]
}
