import type { Finding } from '../finding.ts'
import { children, idOf, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/**
 * `<incoming>` and `<outgoing>` repeat what the sequence flows say. A file may leave them out altogether, as people who write by hand do; where it has
 * them they say the same, or nobody knows which of the two was meant.
 */
export const flowLists: Rule = (context) => {
  const listed = context.nodes.some((node) => children(node, 'incoming').length + children(node, 'outgoing').length > 0)
  return listed ? context.nodes.flatMap((node) => check(node, context)) : []
}

function check(node: ModelElement, { incoming, outgoing }: LintContext): Finding[] {
  return [...compare(node, 'incoming', incoming(node)), ...compare(node, 'outgoing', outgoing(node))]
}

function compare(node: ModelElement, list: 'incoming' | 'outgoing', flows: ModelElement[]): Finding[] {
  const listed = new Set(children(node, list))
  const actual = new Set(flows)
  const [zh, end] = list === 'incoming' ? ['进入', 'end at'] : ['离开', 'begin at']
  return [
    ...[...listed]
      .filter((flow) => !actual.has(flow))
      .map((flow) =>
        refuse(node, 'flow-list', `列出的连线 ${idOf(flow)} 并不${zh}此元素`, `The flow ${idOf(flow)} is listed as ${list} but does not ${end} this element`),
      ),
    ...flows
      .filter((flow) => !listed.has(flow))
      .map((flow) =>
        refuse(node, 'flow-list', `连线 ${idOf(flow)} ${zh}此元素,却没有列出`, `The flow ${idOf(flow)} does ${end} this element but is not listed as ${list}`),
      ),
  ]
}
