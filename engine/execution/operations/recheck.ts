import type { ProcessGraph } from '../../bpmn/graph.ts'
import { behaviours } from '../behaviours/index.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import { visit } from '../visit.ts'

/** Joins whose last token may have come, or may come no more, now that every token has come to rest (BPMN 2.0, 13.4.3). */
export function joinsReady(run: Run): Operation[] {
  if (!mayWait(run.graph)) return []
  for (const execution of run.rows.all('executions')) {
    if (execution.data['joins'] !== true) continue
    const ready = behaviours[run.graph.nodes[execution.nodeId]?.kind ?? '']?.recheck?.(visit(run, execution)) ?? []
    if (ready.length > 0) return ready
  }
  return []
}

const known = new WeakMap<ProcessGraph, boolean>()

/** Does the process have a join that must look again? Most have none, and pay nothing. */
function mayWait(graph: ProcessGraph): boolean {
  const found = known.get(graph)
  if (found !== undefined) return found
  const has = Object.values(graph.nodes).some(({ kind }) => behaviours[kind]?.recheck !== undefined)
  known.set(graph, has)
  return has
}
