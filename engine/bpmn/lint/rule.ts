import { isNode } from '../compile/compile.ts'
import type { Finding } from '../finding.ts'
import { child, flowElements, isFlow, type ModelElement } from '../model.ts'

/** What this installation can run: the linter refuses, by name, whatever is not in here. */
export type Capabilities = {
  /** Kinds of the behaviour table: `userTask`, `boundaryEvent:timer` … */
  elements: ReadonlySet<string>
  handlers: ReadonlySet<string>
  hasForm(key: string): boolean
}

export type LintContext = {
  process: ModelElement
  nodes: ModelElement[]
  flows: ModelElement[]
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

export function lintContext(process: ModelElement, can: Capabilities): LintContext {
  const elements = flowElements(process)
  const nodes = elements.filter(isNode)
  const flows = elements.filter(isFlow)
  const incoming = groupBy(flows, 'targetRef')
  const outgoing = groupBy(flows, 'sourceRef')
  const boundary = groupBy(nodes, 'attachedToRef')
  return {
    process,
    nodes,
    flows,
    can,
    incoming: (node) => incoming.get(node) ?? [],
    outgoing: (node) => outgoing.get(node) ?? [],
    boundary: (host) => boundary.get(host) ?? [],
  }
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
