import type { Behaviour, Visit } from '../behaviour.ts'
import { TokenFailure } from '../environment.ts'
import { leave } from '../operation.ts'

/** The first flow in document order whose condition holds, else the default; no way on is an incident, never a guess. */
export const exclusiveGateway: Behaviour = {
  enter(visit) {
    return [leave(visit.execution.id, [chooseFlow(visit)])]
  },
}

function chooseFlow({ node, graph, evaluate }: Visit): string {
  for (const id of node.outgoing.filter((flow) => flow !== node.defaultFlow)) {
    const condition = graph.flows[id]?.condition
    if (!condition || isTrue(evaluate(condition), condition.source)) return id
  }
  if (node.defaultFlow !== null) return node.defaultFlow
  throw new TokenFailure('no-way-on', `${node.name || node.id}: no condition holds and there is no default flow`)
}

function isTrue(value: unknown, source: string): boolean {
  if (typeof value === 'boolean') return value
  throw new TokenFailure('expression', `${source} is neither true nor false`)
}
