import type { Finding } from '../finding.ts'
import { child, definitionsOf, eventDefinitions, flag, isEvent, isSubProcess, localType, text, triggerOfDefinition, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

const triggers = ['message', 'signal', 'timer', 'conditional']

/** An event-based gateway leads to events, or receive tasks, that wait for nothing but it (BPMN 2.0, 10.6.6). */
export const eventGateways: Rule = (context) =>
  context.nodes
    .filter((node) => localType(node) === 'eventBasedGateway')
    .flatMap((gateway) => [...checkTargets(gateway, context), ...checkStart(gateway, context)])

function checkTargets(gateway: ModelElement, context: LintContext): Finding[] {
  const flows = context.outgoing(gateway)
  const targets = flows.flatMap((flow) => child(flow, 'targetRef') ?? [])
  const findings = targets.flatMap((target) => checkTarget(target, context))
  if (flows.length < 2)
    findings.push(refuse(gateway, 'event-gateway', '事件网关至少须有两条后续连线', 'An event-based gateway needs at least two outgoing flows'))
  const hasReceiveTask = targets.some(({ $type }) => $type === 'bpmn:ReceiveTask')
  if (hasReceiveTask && targets.some((target) => isEvent(target) && definitionsOf(target, 'message').length > 0))
    findings.push(
      refuse(
        gateway,
        'event-gateway',
        '事件网关之后不能同时有消息事件和接收任务',
        'An event-based gateway can not lead to message events and receive tasks together',
      ),
    )
  return findings
}

function checkTarget(target: ModelElement, { incoming, boundary }: LintContext): Finding[] {
  const findings: Finding[] = []
  if (!isWaiting(target))
    findings.push(
      refuse(
        target,
        'event-gateway',
        '事件网关之后只能是消息、信号、定时、条件捕获事件或接收任务',
        'An event-based gateway leads only to message, signal, timer and conditional catch events and to receive tasks',
      ),
    )
  if (incoming(target).length > 1)
    findings.push(
      refuse(target, 'event-gateway', '事件网关之后的元素不能有其他进入的连线', 'What follows an event-based gateway may not have other incoming flows'),
    )
  if (target.$type === 'bpmn:ReceiveTask' && boundary(target).length > 0)
    findings.push(
      refuse(target, 'event-gateway', '事件网关之后的接收任务不能有边界事件', 'A receive task behind an event-based gateway can not have boundary events'),
    )
  return findings
}

function isWaiting(target: ModelElement): boolean {
  if (target.$type === 'bpmn:ReceiveTask') return true
  const parts = eventDefinitions(target).map(triggerOfDefinition)
  return localType(target) === 'intermediateCatchEvent' && parts.length > 0 && parts.every((part) => triggers.includes(part))
}

/** Parallel only starts a process; what starts one has nothing before it, stands at its top */
function checkStart(gateway: ModelElement, { incoming }: LintContext): Finding[] {
  if (!flag(gateway, 'instantiate'))
    return text(gateway, 'eventGatewayType') === 'Parallel'
      ? [refuse(gateway, 'event-gateway', '并行的事件网关只能用于发起流程', 'A parallel event-based gateway can only start a process')]
      : []
  const findings: Finding[] = []
  if (incoming(gateway).length > 0)
    findings.push(
      refuse(gateway, 'event-gateway', '发起流程的事件网关不能有进入的连线', 'An event-based gateway that starts a process may not have incoming flows'),
    )
  if (gateway.$parent && isSubProcess(gateway.$parent))
    findings.push(refuse(gateway, 'event-gateway', '只有流程最外层的事件网关才能发起流程', 'Only an event-based gateway at the top of a process can start it'))
  return findings
}
