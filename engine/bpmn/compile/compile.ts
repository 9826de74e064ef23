import type { Finding } from '../finding.ts'
import type { Flow, Node, ProcessGraph } from '../graph.ts'
import { child, flowElements, idOf, isFlow, text, type ModelElement } from '../model.ts'
import { isNode } from './is-node.ts'
import { readListeners } from './listeners.ts'
import { neighboursOf } from './neighbours.ts'
import { readNode } from './node.ts'
import { createRead, type Read } from './read.ts'
import { readNames, readsAnything } from './reads.ts'

/** Turns one executable process into its graph. What is structurally wrong is the linter's to say; here only what can not be read. */
export function compileProcess(process: ModelElement): { graph: ProcessGraph; findings: Finding[] } {
  const read = createRead(process)
  const elements = flowElements(process)
  const near = neighboursOf(process, elements)
  const flows = byId(elements.filter(isFlow).map((flow) => readFlow(flow, read)))
  const nodes = byId([...elements.filter(isNode), process].map((element) => readNode(element, near, read)))

  return { graph: { ...header(process), nodes, flows, ...reading(read, nodes) }, findings: read.findings }
}

/** A global task is a process of one task (BPMN 2.0, 10.3.7): called like a process, it starts at the task. */
export function compileGlobalTask(task: ModelElement): { graph: ProcessGraph; findings: Finding[] } {
  const read = createRead(task)
  const near = { incoming: none, outgoing: none, boundary: none, starts: none, eventSubProcesses: none, compensatedBy: () => null }
  const node = readNode(task, near, read)
  const inner = { ...node, id: `${node.id}#task`, ...localKind(node.type), scope: node.id }
  const nodes = byId([inner, { ...node, ...nothingToDo, type: 'process', kind: 'process', scope: '', starts: [inner.id] }])
  return { graph: { ...header(task), kind: 'global-task', nodes, flows: byId<Flow>([]), ...reading(read, nodes) }, findings: read.findings }
}

/** The process around a global task only holds it. */
const nothingToDo = {
  ...{ user: null, script: null, decision: null, service: null, call: null, receive: null, form: null },
  ...{ inputs: [], outputs: [], dataInputs: [], dataOutputs: [], listeners: [], asyncBefore: false, asyncAfter: false },
}

const none = (): string[] => []

/** `globalUserTask` behaves as `userTask`, `globalTask` as `task`. */
function localKind(type: string): { type: string; kind: string } {
  const name = type.replace(/^global/, '')
  const local = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return { type: local, kind: local }
}

function reading(read: Read, nodes: Record<string, Node>): Pick<ProcessGraph, 'reads' | 'readsAll'> {
  return { reads: readNames(read.expressions, nodes), readsAll: readsAnything(nodes) }
}

function header(process: ModelElement): Pick<ProcessGraph, 'kind' | 'key' | 'name' | 'versionTag' | 'starterGroups'> {
  const groups = text(process, 'camunda:candidateStarterGroups') ?? ''
  const starterGroups = groups
    .split(',')
    .map((group) => group.trim())
    .filter(Boolean)
  return {
    kind: 'process',
    key: idOf(process),
    name: text(process, 'name') ?? idOf(process),
    versionTag: text(process, 'camunda:versionTag') ?? null,
    starterGroups,
  }
}

function readFlow(flow: ModelElement, read: Read): Flow {
  return {
    id: idOf(flow),
    name: text(flow, 'name') ?? '',
    source: child(flow, 'sourceRef')?.id ?? '',
    target: child(flow, 'targetRef')?.id ?? '',
    condition: read.formal(flow, child(flow, 'conditionExpression')),
    listeners: readListeners(flow, read),
  }
}

/** No prototype: an element called `__proto__` or `constructor` is only a name. */
function byId<Item extends { id: string }>(items: Item[]): Record<string, Item> {
  const map: Record<string, Item> = Object.create(null)
  for (const item of items) map[item.id] = item
  return map
}
