import type { Finding } from '../finding.ts'
import { child, definitionsOf, isActivity, isEventSubProcess, localType, property, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** A boundary event sits on an activity of the same scope, has no way in and a way on, or a compensation handler (BPMN 2.0, 10.5.4 and 10.7.1). */
export const boundaryEvents: Rule = (context) => context.nodes.filter((node) => localType(node) === 'boundaryEvent').flatMap((node) => check(node, context))

function check(event: ModelElement, { incoming, outgoing }: LintContext): Finding[] {
  const findings = checkHost(event, child(event, 'attachedToRef'))
  const compensates = definitionsOf(event, 'compensate').length > 0
  if (incoming(event).length > 0) findings.push(refuse(event, 'boundary', '边界事件不能有进入的连线', 'A boundary event may not have incoming flows'))
  if (!compensates && outgoing(event).length === 0) findings.push(refuse(event, 'boundary', '边界事件没有后续', 'The boundary event leads nowhere'))
  return findings
}

function checkHost(event: ModelElement, host: ModelElement | undefined): Finding[] {
  if (!host || !isActivity(host) || host.$parent !== event.$parent)
    return [refuse(event, 'boundary', '边界事件没有依附于同一层的活动', 'The boundary event is not attached to an activity of its scope')]
  if (isEventSubProcess(host)) return [refuse(event, 'boundary', '事件子流程上不能有边界事件', 'An event sub-process can not have boundary events')]
  if (definitionsOf(event, 'cancel').length > 0 && host.$type !== 'bpmn:Transaction')
    return [refuse(event, 'boundary', '取消边界事件只能用于事务子流程', 'A cancel boundary event belongs on a transaction sub-process')]
  return property(host, 'isForCompensation') === true && definitionsOf(event, 'compensate').length > 0
    ? [refuse(event, 'boundary', '补偿处理活动自身不能再被补偿', 'A compensation handler can not be compensated itself')]
    : []
}
