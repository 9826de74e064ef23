import type { EventTrigger, Node, ProcessGraph } from '../bpmn/graph.ts'
import type { Expression } from '../bpmn/expressions/expression.ts'
import type { Db } from '../module.ts'
import { replaceStarts, type StartSubscriptionRow } from './subscriptions.store.ts'

/** What starts the newest version of a process: messages, signals and conditions at its start events, and behind instantiating gateways and receive tasks. */
export async function subscribeStarts(
  db: Db,
  { graph, definition, now, newId }: { graph: ProcessGraph; definition: { id: string; key: string; tenant: string }; now: string; newId(): string },
): Promise<void> {
  const { id: definitionId, key: definitionKey, tenant } = definition
  const rows = startsOf(graph).map(({ node, event, index }): StartSubscriptionRow => {
    const named = event.kind === 'message' || event.kind === 'signal' ? nameOf(event.name) : ''
    return { id: newId(), definitionId, definitionKey, nodeId: node.id, kind: event.kind, name: named, tenant, data: { index }, createdAt: now }
  })
  await replaceStarts(db, { key: definitionKey, tenant }, rows)
}

type Start = { node: Node; event: EventTrigger; index: number }

const startKinds = new Set<EventTrigger['kind']>(['message', 'signal', 'conditional'])

function startsOf(graph: ProcessGraph): Start[] {
  return Object.values(graph.nodes)
    .filter((node) => node.scope === graph.key && startsInstance(graph, node))
    .flatMap((node) => eventsOf(node).map((event, index) => ({ node, event, index })))
    .filter(({ event }) => startKinds.has(event.kind))
}

function startsInstance(graph: ProcessGraph, node: Node): boolean {
  if (node.type === 'startEvent' || node.receive?.instantiate === true) return true
  return node.incoming.some((flow) => graph.nodes[graph.flows[flow]?.source ?? '']?.gateway?.instantiate === true)
}

const eventsOf = (node: Node): EventTrigger[] => (node.receive?.message ? [node.receive.message] : node.events)

/** There is no instance yet whose variables a name could be made of. */
function nameOf(expression: Expression): string {
  const name = expression.evaluate(() => undefined)
  return typeof name === 'string' ? name : ''
}
