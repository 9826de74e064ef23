import type { Visit } from '../behaviour.ts'
import { endActivity } from '../activity-end.ts'
import { throwAll } from '../listen.ts'
import { notify } from '../notify.ts'
import { leave, type Operation } from '../operation.ts'
import { throwing } from './throwing.ts'

/** Throws what its event definitions say, and its token ends. Terminate, error and cancel end more than the token: they come last. */
export const endEvent = throwing((visit) => {
  const { node, execution } = visit
  if (node.events.some(({ kind }) => endsMore.has(kind))) return endMore(visit)
  const thrown = throwAll(visit, execution)
  return [...thrown, { ...leave(execution.id), late: thrown.some(({ op }) => op === 'deliver') }]
})

/** The event itself is done before what it ends takes its token away. */
function endMore(visit: Visit): Operation[] {
  const { execution, rows } = visit
  const thrown = throwAll(visit, execution)
  notify(visit, execution, 'end')
  endActivity(visit, execution, 'completed')
  rows.updateExecution(execution.id, { activityId: null })
  return [...thrown.filter((operation) => !isEnding(operation)), ...thrown.filter(isEnding)]
}

const endsMore = new Set(['terminate', 'error', 'cancel'])

const isEnding = (operation: Operation) =>
  operation.op === 'terminate' || operation.op === 'cancel-transaction' || (operation.op === 'throw' && operation.what === 'error')
