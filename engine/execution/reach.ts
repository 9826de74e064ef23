import type { ProcessGraph } from '../bpmn/graph.ts'

/** By flow or node at which a token is: the incoming flows of one join that the token can reach without passing the join. */
export type Reach = ReadonlyMap<string, readonly string[]>

/** Worked out when a join first asks, and kept as long as the graph: most processes never ask, and large ones have many pairs. */
const known = new WeakMap<ProcessGraph, Map<string, Reach>>()

/**
 * From where a token can come to each incoming flow of a node (BPMN 2.0, 13.4.3). Boundary events are ways on from their host, link
 * throws are ways to their catch; a way through the node itself is none.
 */
export function reachOf(graph: ProcessGraph, nodeId: string): Reach {
  const ofGraph = known.get(graph) ?? new Map<string, Reach>()
  known.set(graph, ofGraph)
  const found = ofGraph.get(nodeId)
  if (found) return found
  const reach = findReach(graph, nodeId)
  ofGraph.set(nodeId, reach)
  return reach
}

function findReach(graph: ProcessGraph, nodeId: string): Reach {
  const reach = new Map<string, string[]>()
  const links = linkThrows(graph)
  for (const flowId of graph.nodes[nodeId]?.incoming ?? [])
    for (const place of upstream(graph, { flowId, nodeId, links })) {
      const flows = reach.get(place)
      if (flows) flows.push(flowId)
      else reach.set(place, [flowId])
    }
  return reach
}

type Way = { flowId: string; nodeId: string; links: ReadonlyMap<string, string[]> }

/** The flow itself and every flow and node before it, up to the node it leads to. */
function upstream(graph: ProcessGraph, { flowId, nodeId, links }: Way): Set<string> {
  const seen = new Set<string>()
  const open = [flowId]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (place === nodeId || seen.has(place)) continue
    seen.add(place)
    const flow = graph.flows[place]
    if (flow) open.push(flow.source)
    else open.push(...(graph.nodes[place]?.incoming ?? []), ...(links.get(place) ?? []), ...hostOf(graph, place))
  }
  return seen
}

function hostOf({ nodes }: ProcessGraph, nodeId: string): string[] {
  const host = nodes[nodeId]?.attachedTo ?? null
  return host === null ? [] : [host]
}

/** By link catch event, the events that throw to it. */
function linkThrows({ nodes }: ProcessGraph): ReadonlyMap<string, string[]> {
  const throws = new Map<string, string[]>()
  for (const { id, events } of Object.values(nodes))
    for (const event of events)
      if (event.kind === 'link' && event.target !== null && event.target !== id) throws.set(event.target, [...(throws.get(event.target) ?? []), id])
  return throws
}
