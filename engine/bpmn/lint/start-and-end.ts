import { error, type Finding } from '../finding.ts'
import { children, flag, idOf, localType, triggerOf, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/** Where a scope begins and ends (BPMN 2.0, 10.5.2 and 10.5.3). */
export const startAndEnd: Rule = (context) => [
  ...scopes(context).flatMap(checkStarts),
  ...context.nodes.filter((node) => localType(node) === 'startEvent' && context.incoming(node).length > 0).map(flowIntoStart),
  ...context.nodes.filter((node) => localType(node) === 'endEvent' && context.outgoing(node).length > 0).map(flowOutOfEnd),
]

function scopes({ process, nodes }: LintContext): ModelElement[] {
  return [process, ...nodes.filter((node) => localType(node) === 'subProcess')]
}

function checkStarts(scope: ModelElement): Finding[] {
  const starts = children(scope, 'flowElements').filter((element) => localType(element) === 'startEvent')
  const none = starts.filter((start) => triggerOf(start) === 'none')
  if (starts.length === 0) return [error(idOf(scope), 'start', '缺少开始事件', 'There is no start event')]
  if (none.length > 1) return [error(idOf(scope), 'start', '只能有一个无触发条件的开始事件', 'There may be only one start event without a trigger')]
  const embedded = scope.$type === 'bpmn:SubProcess' && !flag(scope, 'triggeredByEvent')
  if (embedded && starts.length > none.length)
    return [error(idOf(scope), 'start', '嵌入子流程的开始事件不能有触发条件', 'The start event of an embedded sub-process may not have a trigger')]
  return []
}

const flowIntoStart = (node: ModelElement) => error(idOf(node), 'start', '开始事件不能有进入的连线', 'A start event may not have incoming flows')
const flowOutOfEnd = (node: ModelElement) => error(idOf(node), 'end', '结束事件不能有离开的连线', 'An end event may not have outgoing flows')
