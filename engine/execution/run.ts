import type { ProcessGraph } from '../bpmn/graph.ts'
import type { Environment } from './environment.ts'
import type { Question } from './need.ts'
import type { Workspace } from './workspace.ts'

/** One command under way, as operations see it: the definition it walks on, the rows it changes, and the moment it is. */
export type Run = {
  graph: ProcessGraph
  rows: Workspace
  env: Environment
  /** How many elements this command has entered so far. */
  steps: number
  /** The answer to a question; the first time it leaves the operation, which is done again when the answer is there. */
  ask(question: Question): unknown
}
