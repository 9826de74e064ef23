import { error, warning, type Finding } from '../finding.ts'
import { child, flag, idOf, localType, property, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/**
 * Where there is a start event, everything else needs a way in (BPMN 2.0, 10.5.2): what no token can reach was drawn
 * to happen, and would silently not. A circle without an entry is only a warning, since the standard does not name it.
 */
export const reachable: Rule = (context) => {
  const reached = reach(context)
  const withStart = new Set(context.nodes.filter(({ $type }) => $type === 'bpmn:StartEvent').map(({ $parent }) => $parent))
  return context.nodes.filter((node) => !reached.has(node) && withStart.has(node.$parent)).map((node) => unreached(node, context))
}

function unreached(node: ModelElement, { incoming }: LintContext): Finding {
  if (incoming(node).length > 0) return warning(idOf(node), 'unreachable', '从开始事件无法到达此元素', 'No start event leads to this element')
  return error(idOf(node), 'unreachable', '此元素没有进入的连线,永远不会执行', 'Nothing leads to this element: it would never run')
}

function reach(context: LintContext): Set<ModelElement> {
  const reached = new Set<ModelElement>()
  const waiting = context.nodes.filter(beginsByItself)
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    for (const flow of context.outgoing(node)) waiting.push(...targetOf(flow))
  }
  return reached
}

/** Boundary events are checked by their own rule; compensation handlers and event sub-processes are never entered by a flow. */
function beginsByItself(node: ModelElement): boolean {
  return ['startEvent', 'boundaryEvent'].includes(localType(node)) || flag(node, 'triggeredByEvent') || property(node, 'isForCompensation') === true
}

function targetOf(flow: ModelElement): ModelElement[] {
  const target = child(flow, 'targetRef')
  return target ? [target] : []
}
