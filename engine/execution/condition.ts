import type { Expression } from '../bpmn/expressions/expression.ts'
import type { Visit } from './behaviour.ts'
import { TokenFailure } from './environment.ts'

/** Does the condition of a flow hold? A flow without one is always open. @throws TokenFailure when it is neither true nor false */
export function isOpen({ graph, evaluate }: Visit, flowId: string): boolean {
  const condition = graph.flows[flowId]?.condition
  return !condition || isTrue(condition, evaluate(condition))
}

/** What a condition gave. @throws TokenFailure when it is neither true nor false */
export function isTrue({ source }: Expression, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TokenFailure('expression', `${source} is neither true nor false`)
  return value
}

/**
 * The flows out of an activity: all without a condition and all whose condition holds. The default flow is taken when
 * no condition holds, even beside a flow without one (BPMN 2.0, 8.3.13). No way on is an incident, never a guess.
 */
export function chooseFlows(visit: Visit): string[] {
  const { node, graph } = visit
  const others = node.outgoing.filter((id) => id !== node.defaultFlow)
  const open = new Set(others.filter((id) => isOpen(visit, id)))
  const isAnyTrue = others.some((id) => open.has(id) && graph.flows[id]?.condition)
  if (node.defaultFlow !== null && !isAnyTrue) open.add(node.defaultFlow)
  if (open.size === 0 && node.outgoing.length > 0)
    throw new TokenFailure('no-way-on', `${node.name || node.id}: no condition holds and there is no default flow`)
  return node.outgoing.filter((id) => open.has(id))
}
