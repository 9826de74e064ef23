import { endInstanceWith } from '../uncaught.ts'
import { outboxJob } from '../call.ts'
import { findCatcher, type Catcher } from '../catch.ts'
import { fireBoundary, fireEventSubProcess } from '../fire.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import type { Thrown } from '../trigger.ts'
import { failToken } from './fail.operation.ts'

type Throw = Extract<Operation, { op: 'throw' }>

/** An error or escalation goes outwards to the nearest event that catches it, and on to the instance that called this one. */
export function throwOperation(run: Run, operation: Throw): Operation[] {
  const catcher = findCatcher(run, operation.executionId, operation.what, operation.thrown.code)
  if (catcher) return caught(run, catcher, operation.thrown)
  return operation.what === 'error' ? uncaughtError(run, operation) : uncaughtEscalation(run, operation)
}

function caught(run: Run, { executionId, eventId, event }: Catcher, thrown: Thrown): Operation[] {
  const variables = { ...thrown.variables, ...told(event, thrown) }
  const isBoundary = run.graph.nodes[eventId]?.attachedTo !== null
  return isBoundary ? fireBoundary(run, executionId, eventId, { variables }) : fireEventSubProcess(run, executionId, eventId, { variables })
}

/** The variables in which the catching event wants to be told what it was. */
function told(event: Catcher['event'], { code, message }: Thrown): Record<string, unknown> {
  if (event.kind !== 'error' && event.kind !== 'escalation') return {}
  return {
    ...(event.codeVariable !== null && { [event.codeVariable]: code }),
    ...(event.kind === 'error' && event.messageVariable !== null && { [event.messageVariable]: message }),
  }
}

/** Nobody here: whoever called this instance may catch it. Where nobody does, an error event ends the instance, an activity keeps its token with an incident. */
function uncaughtError(run: Run, { executionId, thrown, by }: Throw): Operation[] {
  const { instance } = run.rows
  const isCaughtAbove = instance.parentId !== null && (by === 'event' || run.ask({ kind: 'caught-above', code: thrown.code ?? '' }) === true)
  if (by === 'event' || isCaughtAbove) {
    endInstanceWith(run, executionId, thrown)
    return []
  }
  const { nodeId } = run.rows.execution(executionId)
  const message = `no event catches the error ${thrown.code ?? ''}${thrown.message ? `: ${thrown.message}` : ''}`
  failToken(run, { op: 'enter', executionId, nodeId }, { kind: 'unhandled-error', message })
  return []
}

/** An escalation that nobody catches is no fault: it is told to whoever called this instance, and everything goes on. */
function uncaughtEscalation(run: Run, { executionId, thrown }: Throw): Operation[] {
  const { instance } = run.rows
  if (instance.parentId === null) return []
  const { nodeId } = run.rows.execution(executionId)
  run.rows.send(
    outboxJob(run, { id: executionId, nodeId }, 'child-ended', {
      parentId: instance.parentId,
      executionId: instance.parentExecutionId,
      childId: instance.id,
      escalation: thrown,
    }),
  )
  return []
}
