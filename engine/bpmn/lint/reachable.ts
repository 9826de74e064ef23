import type { Finding } from '../finding.ts'
import { child, children, definitionsOf, flag, idOf, isEventSubProcess, localType, property, text, type ModelElement } from '../model.ts'
import { refuse, warn, type LintContext, type Rule } from './rule.ts'

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
  if (incoming(node).length > 0) return warn(node, 'unreachable', '从开始事件无法到达此元素', 'No start event leads to this element')
  return refuse(node, 'unreachable', '此元素没有进入的连线,永远不会执行', 'Nothing leads to this element: it would never run')
}

function reach(context: LintContext): Set<ModelElement> {
  const reached = new Set<ModelElement>()
  const targets = linkTargets(context)
  const waiting = context.nodes.filter(beginsByItself)
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    for (const flow of context.outgoing(node)) waiting.push(...targetOf(flow))
    waiting.push(...definitionsOf(node, 'link').flatMap((link) => (node && targets.get(linkKey(node, link))) ?? []))
  }
  return reached
}

/** Boundary events are checked by their own rule; compensation handlers and event sub-processes are never entered by a flow. */
function beginsByItself(node: ModelElement): boolean {
  const begins = ['startEvent', 'boundaryEvent'].includes(localType(node)) || isEventSubProcess(node)
  return begins || property(node, 'isForCompensation') === true || flag(node, 'instantiate')
}

/** Caught links by scope and name: where a thrown one goes on. */
function linkTargets({ scopes }: LintContext): Map<string, ModelElement[]> {
  const targets = new Map<string, ModelElement[]>()
  const catches = scopes.flatMap((scope) => children(scope, 'flowElements')).filter((node) => localType(node) === 'intermediateCatchEvent')
  for (const node of catches)
    for (const link of definitionsOf(node, 'link')) targets.set(linkKey(node, link), [...(targets.get(linkKey(node, link)) ?? []), node])
  return targets
}

const linkKey = (event: ModelElement, link: ModelElement) => `${event.$parent ? idOf(event.$parent) : ''} ${text(link, 'name') ?? ''}`

function targetOf(flow: ModelElement): ModelElement[] {
  const target = child(flow, 'targetRef')
  return target ? [target] : []
}
