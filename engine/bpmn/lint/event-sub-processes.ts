import type { Finding } from '../finding.ts'
import { child, children, isEventSubProcess, localType, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** An event sub-process begins by its one start event and by nothing else, ends at an end event, and leads nowhere (BPMN 2.0, 10.3.5, 10.5.3). */
export const eventSubProcesses: Rule = (context) => context.nodes.filter(isEventSubProcess).flatMap((scope) => check(scope, context))

function check(scope: ModelElement, { incoming, outgoing }: LintContext): Finding[] {
  const findings: Finding[] = []
  const starts = children(scope, 'flowElements').filter((element) => localType(element) === 'startEvent')
  if (incoming(scope).length + outgoing(scope).length > 0)
    findings.push(refuse(scope, 'event-sub-process', '事件子流程不能有连线', 'An event sub-process may not have sequence flows'))
  if (starts.length !== 1)
    findings.push(refuse(scope, 'event-sub-process', '事件子流程须且只须有一个开始事件', 'An event sub-process needs exactly one start event'))
  if (starts.length === 1 && !children(scope, 'flowElements').some((element) => localType(element) === 'endEvent'))
    findings.push(refuse(scope, 'end', '有开始事件而没有结束事件', 'There is a start event but no end event'))
  if (child(scope, 'loopCharacteristics')) findings.push(refuse(scope, 'event-sub-process', '事件子流程不能循环', 'An event sub-process can not have a loop'))
  if (scope.$type !== 'bpmn:SubProcess')
    findings.push(refuse(scope, 'event-sub-process', '事务和临时子流程不能由事件触发', 'A transaction or ad-hoc sub-process can not be triggered by an event'))
  return findings
}
