import type { ProcessGraph } from '../bpmn/graph.ts'
import { behaviours } from './behaviours/index.ts'
import type { Operation } from './operation.ts'
import type { Run } from './run.ts'

/**
 * Joins that look again, now that every token has come to rest (BPMN 2.0, 13.4.3 and 13.4.5): one token speaks for all that wait at the
 * same join of the same scope. A complex gateway that is to reset comes first: what it lets go may be what another one waits for.
 */
export function joinsWaiting({ graph, rows }: Run): Operation[] {
  if (!mayWait(graph)) return []
  const joins = new Map<string, { executionId: string; resets: boolean; failed: boolean }>()
  for (const { id, parentId, nodeId, data } of rows.joins()) {
    if (!looksAgain(graph, nodeId)) continue
    const place = `${parentId} ${nodeId}`
    const join = joins.get(place) ?? { executionId: id, resets: false, failed: false }
    joins.set(place, { ...join, resets: join.resets || data['consumed'] !== undefined, failed: join.failed || data['failed'] !== undefined })
  }
  const ready = [...joins.values()].filter(({ failed }) => !failed)
  return [...ready.filter(({ resets }) => resets), ...ready.filter(({ resets }) => !resets)].map(({ executionId }) => ({ op: 'recheck', executionId }))
}

const looksAgain = ({ nodes }: ProcessGraph, nodeId: string) => behaviours[nodes[nodeId]?.kind ?? '']?.recheck !== undefined

const known = new WeakMap<ProcessGraph, boolean>()

/** Does the process have a join that must look again? Most have none, and pay nothing. */
function mayWait(graph: ProcessGraph): boolean {
  const found = known.get(graph)
  if (found !== undefined) return found
  const has = Object.keys(graph.nodes).some((id) => looksAgain(graph, id))
  known.set(graph, has)
  return has
}
