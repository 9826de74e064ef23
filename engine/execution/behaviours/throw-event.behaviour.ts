import { throwAll } from '../listen.ts'
import { leave } from '../operation.ts'
import { throwing } from './throwing.ts'

/**
 * Throws what its event definitions say, and goes on: after a message or signal is delivered, since what it starts may stop this
 * very token. A link leads elsewhere by itself.
 */
export const throwEvent = throwing((visit) => {
  const { node, execution } = visit
  const thrown = throwAll(visit, execution)
  if (node.events.some(({ kind }) => kind === 'link')) return thrown
  return [...thrown, { ...leave(execution.id), late: thrown.some(({ op }) => op === 'deliver') }]
})
