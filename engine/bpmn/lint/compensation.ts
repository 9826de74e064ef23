import type { Finding } from '../finding.ts'
import {
  child,
  definitionsOf,
  flowElements,
  idOf,
  isActivity,
  isEvent,
  isEventSubProcess,
  isSubProcess,
  localType,
  property,
  type ModelElement,
} from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'
import { isThrowing } from './throwing.ts'

/** A compensation boundary event leads by an association to one handler, which nothing else leads to (BPMN 2.0, 10.7.1). */
export const compensation: Rule = (given) => check({ ...given, associations: given.associations })

const check: Rule = (context) => [
  ...context.nodes.filter(isCompensationBoundary).flatMap((event) => checkBoundary(event, context)),
  ...context.nodes.filter(isHandler).flatMap((handler) => checkHandler(handler, context)),
  ...context.nodes.filter((node) => isEvent(node) && isThrowing(node)).flatMap((event) => checkThrow(event, context)),
]

const isHandler = (node: ModelElement) => property(node, 'isForCompensation') === true
const isCompensationBoundary = (node: ModelElement) => localType(node) === 'boundaryEvent' && definitionsOf(node, 'compensate').length > 0

function checkBoundary(event: ModelElement, { associations, outgoing }: LintContext): Finding[] {
  const findings: Finding[] = []
  const handlers = associations.filter((each) => child(each, 'sourceRef') === event).flatMap((each) => child(each, 'targetRef') ?? [])
  const activities = handlers.filter(isActivity)
  if (outgoing(event).length > 0)
    findings.push(
      refuse(event, 'compensation', '补偿边界事件只能用关联连接,不能有连线', 'A compensation boundary event has an association, not a sequence flow'),
    )
  if (activities.length !== 1)
    findings.push(
      refuse(event, 'compensation', '补偿边界事件须关联且只关联一个处理活动', 'A compensation boundary event must be associated with exactly one handler'),
    )
  return [...findings, ...activities.flatMap((handler) => checkAssociated(event, handler))]
}

function checkAssociated(event: ModelElement, handler: ModelElement): Finding[] {
  if (!isHandler(handler))
    return [refuse(event, 'compensation', `处理活动 ${idOf(handler)} 没有标明用于补偿`, `The handler ${idOf(handler)} is not marked as being for compensation`)]
  return handler.$parent === event.$parent
    ? []
    : [refuse(event, 'compensation', `处理活动 ${idOf(handler)} 不在同一层`, `The handler ${idOf(handler)} is in another scope`)]
}

function checkHandler(handler: ModelElement, { associations, incoming, outgoing }: LintContext): Finding[] {
  const findings: Finding[] = []
  if (isEventSubProcess(handler))
    return [refuse(handler, 'compensation', '事件子流程不能标为补偿活动', 'An event sub-process can not be marked as being for compensation')]
  if (incoming(handler).length + outgoing(handler).length > 0)
    findings.push(refuse(handler, 'compensation', '补偿处理活动不能有连线', 'A compensation handler may not have sequence flows'))
  const triggered = associations.some((each) => child(each, 'targetRef') === handler && isCompensationBoundary(child(each, 'sourceRef') ?? handler))
  if (!triggered)
    findings.push(refuse(handler, 'compensation', '没有补偿边界事件关联到此活动', 'No compensation boundary event is associated with this activity'))
  return findings
}

/** activityRef names something that can be compensated, in the scope of the throw or of the event sub-process around it (10.5.5). */
function checkThrow(event: ModelElement, context: LintContext): Finding[] {
  return definitionsOf(event, 'compensate').flatMap((definition) => {
    const activity = child(definition, 'activityRef')
    if (!activity || !isActivity(activity)) return []
    if (!isWithin(activity, event))
      return [refuse(event, 'compensation', `活动 ${idOf(activity)} 不在本层`, `The activity ${idOf(activity)} is not in this scope`)]
    return isCompensable(activity, context)
      ? []
      : [refuse(event, 'compensation', `活动 ${idOf(activity)} 没有补偿处理`, `The activity ${idOf(activity)} has nothing to compensate it`)]
  })
}

function isWithin(activity: ModelElement, event: ModelElement): boolean {
  const scope = event.$parent
  if (activity.$parent === scope) return true
  return scope !== undefined && isEventSubProcess(scope) && (activity.$parent === scope.$parent || activity === scope.$parent)
}

/** An activity with a handler, or a sub-process with one inside. */
function isCompensable(activity: ModelElement, { boundary }: LintContext): boolean {
  const inside = isSubProcess(activity) ? flowElements(activity) : []
  return boundary(activity).some(isCompensationBoundary) || inside.some((node) => isCompensationBoundary(node) || isCompensationStart(node))
}

const isCompensationStart = (node: ModelElement) => localType(node) === 'startEvent' && definitionsOf(node, 'compensate').length > 0
