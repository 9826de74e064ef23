import type { TriggerOf } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { TokenFailure } from '../environment.ts'

/** The token goes on at the catch event of the same name in its scope (BPMN 2.0, 10.5.5). */
export const link: TriggerBehaviour<TriggerOf<'link'>> = {
  throw({ node, execution, event }) {
    if (event.target === null) throw new TokenFailure('unsupported', `${node.id}: no link catch event is called ${event.name}`)
    return [{ op: 'leave', executionId: execution.id, to: event.target }]
  },
}
