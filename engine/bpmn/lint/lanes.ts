import type { Finding } from '../finding.ts'
import { child, children, idOf, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** Lanes sort the elements of their own process, each into one lane of a set (BPMN 2.0, 10.8). They are drawn, not executed. */
export const lanes: Rule = (context) => context.scopes.flatMap((scope) => children(scope, 'laneSets').flatMap((set) => checkSet(set, context)))

function checkSet(set: ModelElement, context: LintContext): Finding[] {
  const seen = new Set<ModelElement>()
  return children(set, 'lanes').flatMap((lane) => {
    const content = children(lane, 'flowNodeRef')
    const inner = child(lane, 'childLaneSet')
    const findings = [
      ...content.filter((node) => !context.nodes.includes(node)).map((node) => isForeign(lane, node)),
      ...content.filter((node) => seen.has(node)).map((node) => isTwice(lane, node)),
      ...(inner ? checkSet(inner, context) : []),
    ]
    for (const node of content) seen.add(node)
    return findings
  })
}

const isForeign = (lane: ModelElement, node: ModelElement) =>
  refuse(lane, 'lane', `泳道中的 ${idOf(node)} 不是本流程的元素`, `The lane holds ${idOf(node)}, which is no element of its process`)
const isTwice = (lane: ModelElement, node: ModelElement) => refuse(lane, 'lane', `${idOf(node)} 已在另一条泳道中`, `${idOf(node)} is in another lane already`)
