import type { Behaviour } from '../behaviour.ts'
import { endActivity } from '../activity-end.ts'
import { throwAll } from '../listen.ts'
import { leave } from '../operation.ts'

/** Throws what its event definitions say, and its token ends. Terminate, error and cancel end more than the token. */
export const endEvent: Behaviour = {
  enter({ node, execution, ...run }) {
    const thrown = throwAll(run, execution)
    if (node.events.some(({ kind }) => kind === 'compensate')) return thrown
    if (!node.events.some(({ kind }) => endsMore.has(kind))) return [...thrown, { ...leave(execution.id), late: thrown.some(({ op }) => op === 'deliver') }]
    endActivity(run, execution, 'completed')
    run.rows.updateExecution(execution.id, { activityId: null })
    return thrown
  },
}

const endsMore = new Set(['terminate', 'error', 'cancel'])
