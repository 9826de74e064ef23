import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { terminate as terminateScope } from '../operation.ts'

/** Ends its scope at once: other tokens of the scope take no further step. */
export const terminate: TriggerBehaviour<TriggerOf<'terminate'>> = {
  throw: ({ execution }) => (execution.parentId === null ? [] : [terminateScope(execution.parentId)]),
}
