import type { Expression } from '../bpmn/expressions/expression.ts'
import type { EventTrigger, Node } from '../bpmn/graph.ts'
import type { Operation } from './operation.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'
import type { Trigger } from './trigger.ts'

/**
 * What one kind of element does. It reads the compiled node and its execution and returns operations; it does no
 * I/O, sees no clock but the command's, and decides nothing about rights: the same input gives the same output.
 */
export type Behaviour = {
  /** A token has arrived. */
  enter(visit: Visit): Operation[]
  /** The answer to what `enter` asked. */
  answer?(visit: Visit, answer: unknown): Operation[]
  /** What it waited for has happened. */
  resume?(visit: Visit, trigger: Trigger): Operation[]
  /** Scopes: the last token inside has ended. Without it the scope is done and goes on. */
  emptied?(visit: Visit): Operation[]
  /** Scopes: a token inside has ended, others may still run. */
  ended?(visit: Visit): Operation[]
  /** Scopes: an activity inside has completed. What happens instead of its token going on; undefined: it goes on. */
  completed?(visit: Visit, inside: ExecutionRow): Operation[] | undefined
  /** Joins: every token has come to rest; is there still anything to wait for? Asked of one of the tokens that wait there. */
  recheck?(visit: Visit): Operation[]
}

/** `execution` is the one that stands at the node, or on behalf of which an event listens. */
export type Visit = Run & { node: Node; execution: ExecutionRow; evaluate(expression: Expression): unknown }

/** One event definition of an event. `index` tells it from the others of the same event; `again`: the event has occurred and waits once more. */
export type EventVisit<Event extends EventTrigger = EventTrigger> = Visit & { event: Event; index: number; again?: boolean }

/** What one kind of event definition does, wherever the event stands. */
export type TriggerBehaviour<Event extends EventTrigger> = {
  /** Begins to wait, on behalf of `visit.execution`. Kinds without it are looked for when they are thrown. */
  arm?(visit: EventVisit<Event>): Operation[]
  /** A throwing or end event with it is reached. */
  throw?(visit: EventVisit<Event>): Operation[]
}
