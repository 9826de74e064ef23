import type { EventTrigger, MultiInstance, Node, TriggerOf } from '../../bpmn/graph.ts'
import { nameOf } from '../triggers/name.ts'
import type { Operation } from '../operation.ts'
import { payloadOf } from '../parameters.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import { textOrNull } from '../text.ts'
import { visit } from '../visit.ts'
import { loopFailure, holds } from './loop-failure.ts'
import { indexOf } from './loop-state.ts'

type Completing = { body: ExecutionRow; instance: ExecutionRow; node: Node; /** How many have completed, this one among them. */ completed: number }

/**
 * What a multi-instance activity throws when an instance completes (BPMN 2.0, 10.3.8, attribute behavior): nothing (All), an event for
 * each (None), for the first (One), or those whose condition holds (Complex). A boundary event of the activity catches it, and is told
 * the counters of the loop.
 */
export function thrownBy(run: Run, completing: Completing, loop: MultiInstance): Operation[] {
  return eventsOf(run, completing, loop).flatMap((event) => throwEvent(run, completing, event))
}

function eventsOf(run: Run, { instance, completed }: Completing, { behavior, event, complex }: MultiInstance): EventTrigger[] {
  if (behavior === 'Complex') return complex.filter(({ condition }) => holds(run, instance.id, condition)).map((each) => each.event)
  return event && (behavior === 'None' || (behavior === 'One' && completed === 1)) ? [event] : []
}

function throwEvent(run: Run, completing: Completing, event: EventTrigger): Operation[] {
  const { evaluate } = visit(run, completing.instance)
  if (event.kind === 'signal' || event.kind === 'message') return tellBoundary(run, completing, event)
  if (event.kind !== 'error' && event.kind !== 'escalation') throw loopFailure(completing.node, `a multi-instance does not throw ${event.kind} events`)
  const message = event.kind === 'error' ? textOrNull(event.message, evaluate) : null
  const thrown = { code: textOrNull(event.code, evaluate), message }
  return [{ op: 'throw', executionId: completing.body.id, what: event.kind, thrown, by: 'event' }]
}

/** The throw is implicit: it is meant for the boundary of this activity and for nobody else. */
function tellBoundary(run: Run, { body, instance, node }: Completing, event: TriggerOf<'signal'> | TriggerOf<'message'>): Operation[] {
  const name = nameOf(visit(run, instance), event.name)
  const waiting = run.rows.of('subscriptions', body.id).filter((row) => row.kind === event.kind && row.name === name && node.boundary.includes(row.nodeId))
  const heard = event.kind === 'message' ? waiting.slice(0, 1) : waiting
  const local = { ...counters(run, body), loopCounter: indexOf(instance), ...payloadOf(run, instance.id, event.payload) }
  return heard.map(({ id, executionId }) => ({
    op: 'resume',
    executionId,
    trigger: { kind: 'event', subscriptionId: id, variables: {}, local },
    urgent: true,
  }))
}

function counters({ rows }: Run, { id }: ExecutionRow): Record<string, unknown> {
  const variables = rows.get('scopes', id) ?? {}
  return Object.fromEntries(['nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances'].map((name) => [name, variables[name]?.value]))
}
