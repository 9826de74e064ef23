import { error, type Finding } from '../finding.ts'
import { child, idOf, localType, triggerOf, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/** A boundary event sits on an activity of the same scope, has a trigger, no way in and a way on (BPMN 2.0, 10.5.4). */
export const boundaryEvents: Rule = (context) => context.nodes.filter((node) => localType(node) === 'boundaryEvent').flatMap((node) => check(node, context))

function check(event: ModelElement, { flows }: LintContext): Finding[] {
  const findings: Finding[] = []
  const id = idOf(event)
  const host = child(event, 'attachedToRef')
  if (!host || host.$parent !== event.$parent)
    findings.push(error(id, 'boundary', '边界事件没有依附于同一层的活动', 'The boundary event is not attached to an activity of its scope'))
  if (triggerOf(event) === 'none') findings.push(error(id, 'boundary', '边界事件缺少触发条件', 'The boundary event has no trigger'))
  if (flows.some((flow) => child(flow, 'targetRef') === event))
    findings.push(error(id, 'boundary', '边界事件不能有进入的连线', 'A boundary event may not have incoming flows'))
  if (!flows.some((flow) => child(flow, 'sourceRef') === event)) findings.push(error(id, 'boundary', '边界事件没有后续', 'The boundary event leads nowhere'))
  return findings
}
