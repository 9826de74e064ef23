import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { nameOf } from './name.ts'
import { payloadOf } from '../parameters.ts'
import { subscribe } from '../subscribe.ts'

/** Everybody who waits for the signal hears it, in this instance and in others. */
export const signal: TriggerBehaviour<TriggerOf<'signal'>> = {
  arm(visit) {
    subscribe(visit, { kind: 'signal', name: nameOf(visit, visit.event.name), data: { index: visit.index } })
    return []
  },
  throw(visit) {
    const { execution, node, event } = visit
    const from = { executionId: execution.id, nodeId: node.id }
    return [{ op: 'deliver', what: 'signal', name: nameOf(visit, event.name), payload: payloadOf(visit, execution.id, event.payload), from }]
  },
}
