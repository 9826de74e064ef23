import { declareData } from './data.ts'
import { arm } from './listen.ts'
import { enter, type Operation } from './operation.ts'
import type { Run } from './run.ts'
import { newToken } from './token.ts'

/**
 * The execution becomes a scope: its data are there, its event sub-processes listen, and a token starts at each of the nodes.
 * Conditions that hold already act before the tokens take a step.
 */
export function openScopeAt(run: Run, executionId: string, starts: string[]): Operation[] {
  const { rows, graph } = run
  const scope = rows.updateExecution(executionId, { kind: 'scope', waits: true })
  const node = graph.nodes[scope.nodeId]
  declareData(run, executionId, node?.dataNames ?? [])
  const entries = starts.map((start) => enter(newToken(run, executionId, start).id, start))
  const events = (node?.eventSubProcesses ?? []).flatMap((id) => graph.nodes[id]?.starts ?? [])
  return [...entries, ...events.flatMap((eventId) => arm(run, rows.execution(executionId), eventId))]
}
