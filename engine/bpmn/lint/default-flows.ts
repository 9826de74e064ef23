import { error, type Finding } from '../finding.ts'
import { child, idOf, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/** A default flow leaves the element that names it and has no condition of its own (BPMN 2.0, 10.6.2 and 8.3.13). */
export const defaultFlows: Rule = (context) => context.nodes.flatMap((node) => check(node, context))

function check(node: ModelElement, { outgoing }: LintContext): Finding[] {
  const standard = child(node, 'default')
  if (!standard) return []
  if (!outgoing(node).includes(standard))
    return [error(idOf(node), 'default-flow', '默认分支不是从此元素出发的连线', 'The default flow does not leave this element')]
  return child(standard, 'conditionExpression')
    ? [error(idOf(standard), 'default-flow', '默认分支不能带条件', 'The default flow may not have a condition')]
    : []
}
