import type { Behaviour } from '../behaviour.ts'
import { throwAll } from '../listen.ts'
import { leave } from '../operation.ts'

/**
 * Throws what its event definitions say, and goes on: after a message or signal is delivered, since what it starts may stop this
 * very token; after compensation when it waits for it; a link leads elsewhere by itself.
 */
export const throwEvent: Behaviour = {
  enter({ node, execution, ...run }) {
    const thrown = throwAll(run, execution)
    if (node.events.some(({ kind }) => kind === 'link' || kind === 'compensate')) return thrown
    return [...thrown, { ...leave(execution.id), late: thrown.some(({ op }) => op === 'deliver') }]
  },
}
