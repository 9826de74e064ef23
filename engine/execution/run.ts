import type { ProcessGraph } from '../bpmn/graph.ts'
import type { Environment } from './environment.ts'
import type { Workspace } from './workspace.ts'

/** One command under way, as operations see it: the definition it walks on, the rows it changes, and the moment it is. */
export type Run = { graph: ProcessGraph; rows: Workspace; env: Environment }
