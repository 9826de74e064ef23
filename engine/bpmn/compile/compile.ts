import { error, type Finding } from '../finding.ts'
import type { Flow, Node, ProcessGraph } from '../graph.ts'
import { child, children, eventDefinitions, flag, flowElements, idOf, isFlow, kindOf, localType, property, text, type ModelElement } from '../model.ts'
import { ExpressionError, type Expression } from '../expressions/expression.ts'
import { parseExpression } from '../expressions/parse-expression.ts'
import { readEvent } from './event.ts'
import { readForm } from './form.ts'
import { readIo } from './io.ts'
import type { Read } from './read.ts'
import { readRetryCycle } from './jobs.ts'
import { readService } from './service.ts'
import { readUserTask } from './user-task.ts'

/** Turns one executable process into its graph. What is structurally wrong is the linter's to say; here only what can not be read. */
export function compileProcess(process: ModelElement): { graph: ProcessGraph; findings: Finding[] } {
  const findings: Finding[] = []
  const expressions: Expression[] = []
  const read: Read = (element, source) => {
    if (source === undefined) return null
    try {
      const expression = parseExpression(source.trim())
      expressions.push(expression)
      return expression
    } catch (cause) {
      if (!(cause instanceof ExpressionError)) throw cause
      findings.push(error(idOf(element), 'expression', `表达式无法解析:${cause.message}`, `The expression cannot be parsed: ${cause.message}`))
      return null
    }
  }
  const elements = flowElements(process)
  const flows = elements.filter(isFlow).map((flow) => readFlow(flow, read))
  const nearby: Nearby = {
    incoming: idsBy(flows, (flow) => flow.target),
    outgoing: idsBy(flows, (flow) => flow.source),
    boundary: idsBy(elements.filter(isNode), hostOf),
  }
  const nodes = byId(elements.filter(isNode).map((element) => readNode(element, process, nearby, read)))
  const root = scopeNode(process)
  nodes[root.id] = root
  return { graph: { ...header(process), nodes, flows: byId(flows), reads: readNames(expressions, nodes) }, findings }
}

function header(process: ModelElement): Pick<ProcessGraph, 'key' | 'name' | 'versionTag' | 'starterGroups'> {
  const groups = text(process, 'camunda:candidateStarterGroups') ?? ''
  const starterGroups = groups
    .split(',')
    .map((group) => group.trim())
    .filter(Boolean)
  return { key: idOf(process), name: text(process, 'name') ?? idOf(process), versionTag: text(process, 'camunda:versionTag') ?? null, starterGroups }
}

/** Flow elements that tokens can be at; data objects and the like are not. */
export function isNode(element: ModelElement): boolean {
  return !isFlow(element) && !/DataObject|DataStore/.test(element.$type)
}

function readFlow(flow: ModelElement, read: Read): Flow {
  const condition = child(flow, 'conditionExpression')
  const source = child(flow, 'sourceRef')
  const target = child(flow, 'targetRef')
  return {
    id: idOf(flow),
    name: text(flow, 'name') ?? '',
    source: source ? idOf(source) : '',
    target: target ? idOf(target) : '',
    condition: condition ? read(flow, text(condition, 'body') ?? '') : null,
  }
}

/** Ids of what belongs to a node, by the node's id: searched for each node, a large model would take seconds. */
type Nearby = { incoming: IdLists; outgoing: IdLists; boundary: IdLists }
type IdLists = ReadonlyMap<string, string[]>

function idsBy<Item extends { id?: string }>(items: Item[], keyOf: (item: Item) => string): IdLists {
  const lists = new Map<string, string[]>()
  for (const item of items) {
    const list = lists.get(keyOf(item))
    if (list) list.push(item.id ?? '')
    else lists.set(keyOf(item), [item.id ?? ''])
  }
  return lists
}

const hostOf = (element: ModelElement) => referred(element, 'attachedToRef') ?? ''

/** The id of the element that a reference leads to; null when there is none. */
function referred(element: ModelElement, name: string): string | null {
  const target = child(element, name)
  return target ? idOf(target) : null
}

function readNode(element: ModelElement, process: ModelElement, nearby: Nearby, read: Read): Node {
  const id = idOf(element)
  return {
    id,
    type: localType(element),
    kind: kindOf(element),
    name: text(element, 'name') ?? '',
    scope: element.$parent ? idOf(element.$parent) : idOf(process),
    incoming: nearby.incoming.get(id) ?? [],
    outgoing: nearby.outgoing.get(id) ?? [],
    defaultFlow: referred(element, 'default'),
    starts: startsOf(element),
    boundary: nearby.boundary.get(id) ?? [],
    attachedTo: referred(element, 'attachedToRef'),
    interrupting: property(element, 'cancelActivity') !== false,
    event: eventDefinitions(element).length === 1 ? readEvent(element, read) : null,
    ...readIo(element, read),
    asyncBefore: flag(element, 'camunda:asyncBefore') || flag(element, 'camunda:async'),
    asyncAfter: flag(element, 'camunda:asyncAfter'),
    retryCycle: readRetryCycle(element),
    user: element.$type === 'bpmn:UserTask' ? readUserTask(element, read) : null,
    service: readService(element, read),
    form: readForm(element),
    documentation: children(element, 'documentation')
      .map((each) => text(each, 'text') ?? '')
      .join('\n'),
  }
}

/** The process itself is the outermost scope, so that the machine treats it like any sub-process. */
function scopeNode(process: ModelElement): Node {
  const empty = {
    incoming: [],
    outgoing: [],
    defaultFlow: null,
    boundary: [],
    attachedTo: null,
    interrupting: true,
    event: null,
    inputs: [],
    outputs: [],
    asyncBefore: false,
    asyncAfter: false,
  }
  const id = idOf(process)
  const starts = startsOf(process)
  return {
    id,
    type: 'process',
    kind: 'process',
    name: text(process, 'name') ?? id,
    scope: '',
    starts,
    ...empty,
    retryCycle: null,
    user: null,
    service: null,
    form: null,
    documentation: '',
  }
}

function startsOf(scope: ModelElement): string[] {
  const own = children(scope, 'flowElements')
  return own.filter((element) => element.$type === 'bpmn:StartEvent').map(idOf)
}

function readNames(expressions: Expression[], nodes: Record<string, Node>): Set<string> {
  const ofFields = Object.values(nodes).flatMap((node) =>
    [node.user?.due ?? '', ...(node.user?.assign ?? [])].filter((rule) => rule.startsWith('field:')).map((rule) => rule.slice(6).split('.')[0] ?? ''),
  )
  return new Set([...expressions.flatMap((expression) => expression.reads), ...ofFields])
}

/** No prototype: an element called `__proto__` or `constructor` is only a name. */
function byId<Item extends { id: string }>(items: Item[]): Record<string, Item> {
  const map: Record<string, Item> = Object.create(null)
  for (const item of items) map[item.id] = item
  return map
}
