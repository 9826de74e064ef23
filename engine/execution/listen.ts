import type { EventTrigger, Node } from '../bpmn/graph.ts'
import type { EventVisit } from './behaviour.ts'
import type { Operation } from './operation.ts'
import { visit } from './visit.ts'
import type { Run } from './run.ts'
import type { ExecutionRow, JobRow, SubscriptionRow } from './state.ts'
import { nextDue } from './timer.ts'
import { triggers } from './triggers/index.ts'

export type ListenerRow = SubscriptionRow | JobRow

/** An event begins to wait on behalf of an execution: for each of its definitions. */
export function arm(run: Run, execution: ExecutionRow, eventId: string, options: { again: boolean } = { again: false }): Operation[] {
  const here = visit(run, execution, eventId)
  return here.node.events.flatMap((event, index) => triggers[event.kind]?.arm?.({ ...here, event, index, ...options }) ?? [])
}

/** Every definition of a throwing or end event, in document order. */
export function throwAll(run: Run, execution: ExecutionRow): Operation[] {
  const here = visit(run, execution)
  return here.node.events.flatMap((event: EventTrigger, index): Operation[] => {
    const eventVisit: EventVisit = { ...here, event, index }
    return triggers[event.kind]?.throw?.(eventVisit) ?? []
  })
}

/** What an event waits with, on behalf of an execution. */
export function listenersOf({ rows }: Run, executionId: string, eventId: string): ListenerRow[] {
  const isOurs = ({ nodeId }: ListenerRow) => nodeId === eventId
  return [...rows.of('subscriptions', executionId).filter(isOurs), ...rows.of('jobs', executionId).filter(isOurs)]
}

export function removeListener({ rows }: Run, listener: ListenerRow): void {
  rows.remove('dueAt' in listener ? 'jobs' : 'subscriptions', listener.id)
}

export function disarm(run: Run, executionId: string, eventId: string): void {
  for (const listener of listenersOf(run, executionId, eventId)) removeListener(run, listener)
}

/**
 * One definition of an event has occurred. With `parallelMultiple` the event waits for the others (BPMN 2.0, 10.5.2).
 * @returns whether the event as a whole has occurred
 */
export function isComplete(run: Run, event: Node, listener: ListenerRow): boolean {
  if (!event.parallelMultiple) return true
  removeListener(run, listener)
  return listenersOf(run, listener.executionId ?? '', event.id).length === 0
}

/** After a firing that does not interrupt: a cycle waits for its next point, a timer is used up, everything else goes on waiting. */
export function rearm(run: Run, execution: ExecutionRow, event: Node, listener: ListenerRow): Operation[] {
  if (event.parallelMultiple) return arm(run, execution, event.id, { again: true })
  if ('dueAt' in listener) armNextFiring(run, listener)
  return []
}

/** @returns false when the firing was the last. */
export function armNextFiring({ rows, env }: Run, job: JobRow): boolean {
  rows.remove('jobs', job.id)
  const next = nextDue(job, env.now)
  if (!next) return false
  const id = env.newId()
  rows.put('jobs', id, { ...job, ...next, id, createdAt: env.now })
  return true
}
