import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { nameOf } from './name.ts'
import { payloadOf } from '../parameters.ts'
import { subscribe } from '../subscribe.ts'

/** Waits for a message by name; thrown, it goes to whoever waits here, else to another instance or starts one, unless something else is done instead. */
export const message: TriggerBehaviour<TriggerOf<'message'>> = {
  arm(visit) {
    subscribe(visit, { kind: 'message', name: nameOf(visit, visit.event.name), data: { index: visit.index } })
    return []
  },
  throw(visit) {
    const { execution, node, event } = visit
    if (event.service) return []
    const from = { executionId: execution.id, nodeId: node.id }
    return [{ op: 'deliver', what: 'message', name: nameOf(visit, event.name), payload: payloadOf(visit, execution.id, event.payload), from }]
  },
}
