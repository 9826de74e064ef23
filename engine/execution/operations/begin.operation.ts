import type { Node } from '../../bpmn/graph.ts'
import { TokenFailure } from '../environment.ts'
import { notify } from '../notify.ts'
import { enter, type Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import { openScopeAt } from '../scope.ts'
import { newToken } from '../token.ts'

/** The instance opens: its start listeners run, its event sub-processes listen, and a token begins. */
export function beginOperation(run: Run, { executionId, nodeId, empty }: Extract<Operation, { op: 'begin' }>): Operation[] {
  const { rows, graph } = run
  notify(run, rows.execution(executionId), 'start')
  const starts = nodeId === null && !empty ? noneStarts(run) : []
  const opened = openScopeAt(run, executionId, starts)
  return nodeId === null ? opened : [...startAt(run, executionId, nodeId), ...opened, ...others(run, executionId, graph.nodes[nodeId]?.incoming ?? [], nodeId)]
}

/** The none start event; in a process without start events whatever no flow leads to. */
function noneStarts({ graph }: Run): string[] {
  const starts = (graph.nodes[graph.key]?.starts ?? []).filter((id) => startsByHand(graph.nodes[id]))
  if (starts.length === 0) throw new TokenFailure('no-start', `process ${graph.key} has no start event without a trigger`)
  const events = starts.filter((id) => graph.nodes[id]?.type === 'startEvent')
  return events.length > 0 ? events.slice(0, 1) : starts
}

/** What starts at an event does not start without it. */
function startsByHand(node: Node | undefined): boolean {
  if (node?.gateway?.instantiate || node?.receive?.instantiate) return false
  return node?.type !== 'startEvent' || node.kind === 'startEvent:none'
}

/** At a start event, or at an event or receive task that has just been caught and started the process. */
function startAt(run: Run, scopeId: string, nodeId: string): Operation[] {
  const token = newToken(run, scopeId, nodeId)
  return [run.graph.nodes[nodeId]?.type === 'startEvent' ? enter(token.id, nodeId) : { op: 'occur', executionId: token.id, nodeId }]
}

/** Behind a parallel instantiating gateway the instance waits for the other events too (BPMN 2.0, 10.6.6). */
function others(run: Run, scopeId: string, incoming: string[], nodeId: string): Operation[] {
  const { graph } = run
  const gateway = incoming
    .map((id) => graph.nodes[graph.flows[id]?.source ?? ''])
    .find((node) => node?.gateway?.instantiate && node.gateway.eventType === 'Parallel')
  const targets = (gateway?.outgoing ?? []).map((id) => graph.flows[id]?.target ?? '').filter((id) => id !== nodeId)
  return targets.map((id) => enter(newToken(run, scopeId, id).id, id))
}
