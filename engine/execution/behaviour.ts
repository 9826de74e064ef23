import type { Node, ProcessGraph } from '../bpmn/graph.ts'
import type { Expression } from '../bpmn/expressions/expression.ts'
import type { Environment } from './environment.ts'
import type { Operation } from './operation.ts'
import type { ExecutionRow } from './state.ts'
import type { Trigger } from './trigger.ts'
import type { Workspace } from './workspace.ts'

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
  /** Boundary events: start listening on behalf of the host's execution. */
  arm?(visit: Visit): void
  /** Boundary events: is the listener used up by one firing? Undefined means yes. */
  rearm?(visit: Visit, trigger: Trigger): void
}

export type Visit = {
  node: Node
  execution: ExecutionRow
  graph: ProcessGraph
  rows: Workspace
  env: Environment
  evaluate(expression: Expression): unknown
}
