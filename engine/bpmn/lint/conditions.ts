import type { Finding } from '../finding.ts'
import { child, isActivity, isGateway, localType, type ModelElement } from '../model.ts'
import { checkCondition } from './formal.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** A condition stands where it is looked at, and says its language. */
export const conditions: Rule = (context) =>
  context.flows.flatMap((flow) => {
    const condition = child(flow, 'conditionExpression')
    return condition ? [...checkPlace(flow, context), ...checkCondition(flow, condition, { rule: 'condition', root: context.root })] : []
  })

/** Conditions belong to flows out of gateways, and out of activities that have another flow too (BPMN 2.0, 8.3.13). */
function checkPlace(flow: ModelElement, { outgoing }: LintContext): Finding[] {
  const source = child(flow, 'sourceRef')
  if (!source || isGateway(source)) return source && localType(source) === 'eventBasedGateway' ? [ofEventGateway(flow)] : []
  if (!isActivity(source)) return [refuse(flow, 'condition', '事件之后的连线不能带条件', 'A flow out of an event may not have a condition')]
  return outgoing(source).length === 1
    ? [refuse(flow, 'condition', '活动只有一条后续连线时不能带条件', 'The only flow out of an activity may not have a condition')]
    : []
}

/** The event decides, nothing else (BPMN 2.0, 10.6.6). */
const ofEventGateway = (flow: ModelElement) =>
  refuse(flow, 'condition', '事件网关之后的连线不能带条件', 'A flow out of an event-based gateway may not have a condition')
