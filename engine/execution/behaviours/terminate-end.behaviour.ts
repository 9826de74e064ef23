import type { Behaviour } from '../behaviour.ts'
import { endActivity } from '../cancel.ts'
import { terminate } from '../operation.ts'

/** Ends its scope at once: other tokens of the scope take no further step. */
export const terminateEnd: Behaviour = {
  enter({ execution, rows, env, graph }) {
    endActivity({ rows, env, graph }, execution, 'completed')
    rows.updateExecution(execution.id, { activityId: null })
    return execution.parentId === null ? [] : [terminate(execution.parentId)]
  },
}
