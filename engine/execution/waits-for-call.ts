import type { ProcessGraph } from '../bpmn/graph.ts'

/**
 * Can an execution that stands at this node be told to go on by a call with its id? A receive task, a gateway that leads to one that
 * names no message, and an ad-hoc sub-process, which is then done if its condition, where it has one, holds.
 */
export function waitsForCall({ nodes, flows }: ProcessGraph, nodeId: string): boolean {
  const node = nodes[nodeId]
  if (node?.kind === 'receiveTask' || node?.adHoc) return true
  const targets = node?.kind === 'eventBasedGateway' ? node.outgoing.map((id) => nodes[flows[id]?.target ?? '']) : []
  return targets.some((target) => target?.kind === 'receiveTask' && !target.receive?.message)
}
