import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'

/** The transaction around it is undone, and goes on from its cancel boundary event. */
export const cancel: TriggerBehaviour<TriggerOf<'cancel'>> = {
  throw: ({ execution }) => [{ op: 'cancel-transaction', executionId: execution.id }],
}
