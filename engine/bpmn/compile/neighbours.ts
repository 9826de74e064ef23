import { child, children, eventDefinitions, flag, idOf, isFlow, type ModelElement } from '../model.ts'
import { isNode } from './is-node.ts'

/** Ids of what belongs to an element. Grouped once: searched for each node, a large model would take seconds. */
export type Neighbours = {
  incoming(id: string): string[]
  outgoing(id: string): string[]
  boundary(id: string): string[]
  starts(scope: ModelElement): string[]
  eventSubProcesses(scope: ModelElement): string[]
  compensatedBy(activity: ModelElement): string | null
}

export function neighboursOf(process: ModelElement, elements: ModelElement[]): Neighbours {
  const flows = elements.filter(isFlow)
  const incoming = idsBy(flows, (flow) => child(flow, 'targetRef')?.id)
  const outgoing = idsBy(flows, (flow) => child(flow, 'sourceRef')?.id)
  const attached = elements.filter((element) => child(element, 'attachedToRef'))
  const boundary = idsBy(attached, (event) => child(event, 'attachedToRef')?.id)
  const handlers = compensationHandlers(process, elements)
  return {
    incoming: (id) => incoming.get(id) ?? [],
    outgoing: (id) => outgoing.get(id) ?? [],
    boundary: (id) => boundary.get(id) ?? [],
    starts: (scope) => startsOf(scope, (id) => incoming.has(id)),
    eventSubProcesses: (scope) => own(scope).filter(isEventSubProcess).map(idOf),
    compensatedBy: (activity) => handlers.get(activity.id ?? '') ?? null,
  }
}

const own = (scope: ModelElement) => children(scope, 'flowElements')
const isEventSubProcess = (element: ModelElement) => element.$type === 'bpmn:SubProcess' && flag(element, 'triggeredByEvent')

/**
 * Start events; in a scope without any, every activity and gateway that no flow leads to (BPMN 2.0, 10.3.5 and 13.3.2), compensation
 * handlers and event sub-processes apart.
 */
function startsOf(scope: ModelElement, isReached: (id: string) => boolean): string[] {
  const nodes = own(scope).filter(isNode)
  const starts = nodes.filter((element) => element.$type === 'bpmn:StartEvent')
  if (starts.length > 0) return starts.map(idOf)
  return nodes.filter((element) => !isReached(idOf(element)) && !startsOtherwise(element)).map(idOf)
}

function startsOtherwise(element: ModelElement): boolean {
  const isLinkTarget = element.$type === 'bpmn:IntermediateCatchEvent' && eventDefinitions(element).some(({ $type }) => $type === 'bpmn:LinkEventDefinition')
  return element.$type === 'bpmn:BoundaryEvent' || isEventSubProcess(element) || flag(element, 'isForCompensation') || isLinkTarget
}

/** Associations from a compensation boundary event lead to the handler of its host (BPMN 2.0, 10.7.1); by the host's id. */
function compensationHandlers(process: ModelElement, elements: ModelElement[]): Map<string, string> {
  const handlers = new Map<string, string>()
  const scopes = [process, ...elements.filter((element) => children(element, 'flowElements').length > 0)]
  for (const association of [...scopes, ...outsideOf(process)].flatMap((scope) => children(scope, 'artifacts'))) {
    const [source, target] = [child(association, 'sourceRef'), child(association, 'targetRef')]
    const host = source && isCompensation(source) ? child(source, 'attachedToRef')?.id : undefined
    if (host !== undefined && target?.id !== undefined) handlers.set(host, target.id)
  }
  return handlers
}

/** Some modelers keep associations in the collaboration. */
function outsideOf(process: ModelElement): ModelElement[] {
  return process.$parent ? children(process.$parent, 'rootElements').filter(({ $type }) => $type === 'bpmn:Collaboration') : []
}

const isCompensation = (event: ModelElement) =>
  event.$type === 'bpmn:BoundaryEvent' && eventDefinitions(event).some(({ $type }) => $type === 'bpmn:CompensateEventDefinition')

function idsBy(items: ModelElement[], keyOf: (item: ModelElement) => string | undefined): ReadonlyMap<string, string[]> {
  const lists = new Map<string, string[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    const list = lists.get(key)
    if (list) list.push(idOf(item))
    else lists.set(key, [idOf(item)])
  }
  return lists
}
