import { error, type Finding } from '../finding.ts'
import { child, eventDefinitions, idOf, isActivity, localType, text, triggerOf, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/** A boundary event sits on an activity of the same scope, has a trigger, no way in and a way on (BPMN 2.0, 10.5.4). */
export const boundaryEvents: Rule = (context) => [
  ...context.nodes.filter((node) => localType(node) === 'boundaryEvent').flatMap((node) => check(node, context)),
  ...context.nodes.flatMap((host) => checkTwins(context.boundary(host))),
]

function check(event: ModelElement, { incoming, outgoing }: LintContext): Finding[] {
  const findings: Finding[] = []
  const id = idOf(event)
  const host = child(event, 'attachedToRef')
  if (!host || !isActivity(host) || host.$parent !== event.$parent)
    findings.push(error(id, 'boundary', '边界事件没有依附于同一层的活动', 'The boundary event is not attached to an activity of its scope'))
  if (triggerOf(event) === 'none') findings.push(error(id, 'boundary', '边界事件缺少触发条件', 'The boundary event has no trigger'))
  if (incoming(event).length > 0) findings.push(error(id, 'boundary', '边界事件不能有进入的连线', 'A boundary event may not have incoming flows'))
  if (outgoing(event).length === 0) findings.push(error(id, 'boundary', '边界事件没有后续', 'The boundary event leads nowhere'))
  return findings
}

/** Of two events that wait for the same message on one activity, nobody could say which one it is for. */
function checkTwins(events: ModelElement[]): Finding[] {
  const names = events.map(messageName)
  const twins = events.filter((_, index) => names[index] !== undefined && names.indexOf(names[index]) < index)
  return twins.map((event) =>
    error(
      idOf(event),
      'boundary',
      `同一活动上已有等待消息 ${messageName(event)} 的事件`,
      `Another event on the same activity already waits for the message ${messageName(event)}`,
    ),
  )
}

function messageName(event: ModelElement): string | undefined {
  const [definition] = eventDefinitions(event)
  const message = triggerOf(event) === 'message' && definition ? child(definition, 'messageRef') : undefined
  return message && text(message, 'name')
}
