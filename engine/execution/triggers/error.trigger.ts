import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { textOrNull } from '../text.ts'

/** Goes up to the nearest scope that catches it; nobody there, and the instance ends with it. */
export const error: TriggerBehaviour<TriggerOf<'error'>> = {
  throw({ execution, event, evaluate }) {
    const thrown = { code: textOrNull(event.code, evaluate), message: textOrNull(event.message, evaluate) }
    return [{ op: 'throw', executionId: execution.id, what: 'error', thrown, by: 'event' }]
  },
}
