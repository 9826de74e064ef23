import { error, warning, type Finding } from '../finding.ts'
import { child, children, flowElements, idOf, isFlow, isSubProcess, type ModelElement } from '../model.ts'

/** What this installation can run: the linter refuses, by name, whatever is not in here. What is not given is not known, and not checked. */
export type Capabilities = {
  /** Kinds of the behaviour table: `userTask`, `boundaryEvent:timer` … */
  elements: ReadonlySet<string>
  handlers: ReadonlySet<string>
  hasForm(key: string): boolean
  /** Ids that camunda:connector may name; without them they are looked up among the handlers. */
  connectors?: ReadonlySet<string>
  /** Keys that `role:<key>@…` may name. */
  roles?: ReadonlySet<string>
  hasDecision?(key: string, binding: string): boolean
  /** Processes and global tasks that may be called, those of the same file apart. */
  hasProcess?(key: string, binding: string): boolean
}

export type LintContext = {
  root: ModelElement | undefined
  process: ModelElement
  nodes: ModelElement[]
  flows: ModelElement[]
  /** The process and all sub-processes in it. */
  scopes: ModelElement[]
  /** Associations of the process, its sub-processes and the collaborations of the file: what a modeler draws as dotted lines. */
  associations: ModelElement[]
  can: Capabilities
  /** Sequence flows that end at a node, in document order. */
  incoming(node: ModelElement): ModelElement[]
  /** Sequence flows that begin at a node, in document order. */
  outgoing(node: ModelElement): ModelElement[]
  /** Boundary events that sit on an activity, in document order. */
  boundary(host: ModelElement): ModelElement[]
}

/** One deploy-time rule: one file, one line in index.ts. */
export type Rule = (context: LintContext) => Finding[]

/** A rule about the file around its processes. */
export type FileRule = (file: { root: ModelElement; executable: ModelElement[]; can: Capabilities }) => Finding[]

export const refuse = (element: ModelElement, rule: string, zh: string, en: string) => error(idOf(element), rule, zh, en)
export const warn = (element: ModelElement, rule: string, zh: string, en: string) => warning(idOf(element), rule, zh, en)

export function lintContext(process: ModelElement, can: Capabilities): LintContext {
  const elements = flowElements(process)
  const nodes = elements.filter(isNode)
  const flows = elements.filter(isFlow)
  const scopes = [process, ...nodes.filter(isSubProcess)]
  const incoming = groupBy(flows, 'targetRef')
  const outgoing = groupBy(flows, 'sourceRef')
  const boundary = groupBy(nodes, 'attachedToRef')
  const root = process.$parent
  return {
    root,
    process,
    nodes,
    flows,
    scopes,
    get associations() {
      return [...scopes, ...collaborations(root)].flatMap((scope) => children(scope, 'artifacts')).filter(({ $type }) => $type === 'bpmn:Association')
    },
    can,
    incoming: (node) => incoming.get(node) ?? [],
    outgoing: (node) => outgoing.get(node) ?? [],
    boundary: (host) => boundary.get(host) ?? [],
  }
}

/** Flow elements that tokens can be at; flows, data objects and the like are not. */
const isNode = (element: ModelElement) => !isFlow(element) && !/DataObject|DataStore/.test(element.$type)

export function collaborations(root: ModelElement | undefined): ModelElement[] {
  return root ? children(root, 'rootElements').filter(({ $type }) => $type === 'bpmn:Collaboration') : []
}

/** Grouped once: a rule that searched all flows for each node would take minutes on a large model. */
function groupBy(elements: ModelElement[], reference: string): Map<ModelElement, ModelElement[]> {
  const groups = new Map<ModelElement, ModelElement[]>()
  for (const element of elements) {
    const target = child(element, reference)
    const group = target && groups.get(target)
    if (group) group.push(element)
    else if (target) groups.set(target, [element])
  }
  return groups
}
