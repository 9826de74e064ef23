import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { textOrNull } from '../text.ts'

/** Goes up to the nearest scope that catches it; nobody there, and it is as if nothing had been said. */
export const escalation: TriggerBehaviour<TriggerOf<'escalation'>> = {
  throw({ execution, event, evaluate }) {
    return [{ op: 'throw', executionId: execution.id, what: 'escalation', thrown: { code: textOrNull(event.code, evaluate), message: null }, by: 'event' }]
  },
}
