import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { holds } from '../conditions.ts'
import { subscribe } from '../subscribe.ts'

/** Waits until its condition becomes true: looked at now, and whenever a variable that it can see changes. One that has occurred waits for the next change. */
export const conditional: TriggerBehaviour<TriggerOf<'conditional'>> = {
  arm(visit) {
    const held = holds(visit, visit.execution.id, visit.event)
    const subscriptionId = subscribe(visit, { kind: 'conditional', name: '', data: { index: visit.index, held } })
    if (!held || visit.again) return []
    return [{ op: 'resume', executionId: visit.execution.id, trigger: { kind: 'event', subscriptionId, variables: {} }, urgent: true }]
  },
}
