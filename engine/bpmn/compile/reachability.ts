import type { Flow, Node } from '../graph.ts'

/**
 * For each incoming flow of an inclusive or complex gateway, the nodes from which a token can still come to it without passing
 * the gateway (BPMN 2.0, 13.4.3). Boundary events count as ways on from their host, link throws as ways to their catch.
 */
export function addReachability(nodes: Record<string, Node>, flows: Readonly<Record<string, Flow>>): void {
  const links = linkThrows(nodes)
  const before = (node: Node): string[] => [
    ...node.incoming.flatMap((id) => flows[id]?.source ?? []),
    ...(node.attachedTo === null ? [] : [node.attachedTo]),
    ...(links.get(node.id) ?? []),
  ]
  for (const node of Object.values(nodes)) {
    if (node.gateway === null || (node.kind !== 'inclusiveGateway' && node.kind !== 'complexGateway')) continue
    const reachedFrom = Object.fromEntries(node.incoming.map((flow) => [flow, upstream(flows[flow]?.source, node.id, (id) => nodes[id] && before(nodes[id]))]))
    nodes[node.id] = { ...node, gateway: { ...node.gateway, reachedFrom } }
  }
}

function upstream(from: string | undefined, gateway: string, before: (id: string) => string[] | undefined): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = from === undefined ? [] : [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === gateway || seen.has(id)) continue
    seen.add(id)
    open.push(...(before(id) ?? []))
  }
  return seen
}

function linkThrows(nodes: Readonly<Record<string, Node>>): ReadonlyMap<string, string[]> {
  const throws = new Map<string, string[]>()
  for (const node of Object.values(nodes)) {
    for (const event of node.events)
      if (event.kind === 'link' && event.target !== null && event.target !== node.id) throws.set(event.target, [...(throws.get(event.target) ?? []), node.id])
  }
  return throws
}
