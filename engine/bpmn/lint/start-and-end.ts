import type { Finding } from '../finding.ts'
import {
  children,
  definitionsOf,
  flag,
  isActivity,
  isEventSubProcess,
  isFlow,
  isGateway,
  isSubProcess,
  localType,
  triggerOf,
  type ModelElement,
} from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** Where a scope begins and ends (BPMN 2.0, 10.5.2, 10.5.3 and 13.3.4). Event and ad-hoc sub-processes have rules of their own. */
export const startAndEnd: Rule = (context) => [
  ...context.scopes.filter((scope) => !isEventSubProcess(scope) && scope.$type !== 'bpmn:AdHocSubProcess').flatMap((scope) => checkScope(scope, context)),
  ...context.nodes.flatMap((node) => checkFlows(node, context)),
]

function checkScope(scope: ModelElement, context: LintContext): Finding[] {
  const own = children(scope, 'flowElements')
  const starts = own.filter((element) => localType(element) === 'startEvent')
  const ends = own.filter((element) => localType(element) === 'endEvent')
  if (starts.length === 0) return checkImplicit(scope, { own, ends }, context)
  const none = starts.filter((start) => triggerOf(start) === 'none')
  if (none.length > 1) return [refuse(scope, 'start', '只能有一个无触发条件的开始事件', 'There may be only one start event without a trigger')]
  if (isSubProcess(scope) && starts.length > none.length)
    return [refuse(scope, 'start', '嵌入子流程的开始事件不能有触发条件', 'The start event of an embedded sub-process may not have a trigger')]
  return ends.length === 0 ? [refuse(scope, 'end', '有开始事件而没有结束事件', 'There is a start event but no end event')] : []
}

/** Without a start event, every activity and gateway that no flow leads to starts with its scope; an end event demands a start event. */
function checkImplicit(scope: ModelElement, { own, ends }: { own: ModelElement[]; ends: ModelElement[] }, { incoming }: LintContext): Finding[] {
  const beginning = own.filter((node) => !isFlow(node) && incoming(node).length === 0 && (isActivity(node) || isGateway(node)))
  const instantiating = beginning.some((node) => flag(node, 'instantiate'))
  if (ends.length > 0 && !instantiating) return [refuse(scope, 'start', '有结束事件而没有开始事件', 'There is an end event but no start event')]
  const able = beginning.filter((node) => !flag(node, 'isForCompensation') && !isEventSubProcess(node))
  return able.length > 0 ? [] : [refuse(scope, 'start', '缺少开始事件', 'There is no start event')]
}

function checkFlows(node: ModelElement, context: LintContext): Finding[] {
  const type = localType(node)
  if (type === 'startEvent') return checkStart(node, context)
  if (type === 'endEvent')
    return context.outgoing(node).length > 0 ? [refuse(node, 'end', '结束事件不能有离开的连线', 'An end event may not have outgoing flows')] : []
  return type.startsWith('intermediate') && node.$parent?.$type !== 'bpmn:AdHocSubProcess' ? checkIntermediate(node, context) : []
}

function checkStart(start: ModelElement, { incoming, outgoing }: LintContext): Finding[] {
  const findings: Finding[] = []
  if (incoming(start).length > 0) findings.push(refuse(start, 'start', '开始事件不能有进入的连线', 'A start event may not have incoming flows'))
  if (outgoing(start).length === 0) findings.push(refuse(start, 'start', '开始事件没有后续', 'The start event leads nowhere'))
  return findings
}

/** A thrown link jumps, a caught link is jumped to; every other intermediate event lies on the way (BPMN 2.0, 10.5.4). */
function checkIntermediate(event: ModelElement, { incoming, outgoing }: LintContext): Finding[] {
  if (definitionsOf(event, 'link').length > 0) return []
  const findings: Finding[] = []
  const hasStart = event.$parent && children(event.$parent, 'flowElements').some((each) => localType(each) === 'startEvent')
  if (!hasStart && incoming(event).length === 0)
    findings.push(refuse(event, 'intermediate-event', '中间事件没有进入的连线', 'Nothing leads to the intermediate event'))
  if (outgoing(event).length === 0) findings.push(refuse(event, 'intermediate-event', '中间事件没有后续', 'The intermediate event leads nowhere'))
  return findings
}
