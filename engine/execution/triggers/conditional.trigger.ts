import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { holds } from '../conditions.ts'
import { subscribe } from '../subscribe.ts'

/** Waits until its condition holds: looked at now, and whenever a variable that it can see changes. */
export const conditional: TriggerBehaviour<TriggerOf<'conditional'>> = {
  arm(visit) {
    const subscriptionId = subscribe(visit, { kind: 'conditional', name: '', data: { index: visit.index } })
    if (!holds(visit, visit.execution.id, visit.event)) return []
    return [{ op: 'resume', executionId: visit.execution.id, trigger: { kind: 'event', subscriptionId, variables: {} }, urgent: true }]
  },
}
