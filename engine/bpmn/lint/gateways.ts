import type { Finding } from '../finding.ts'
import { child, isGateway, localType, text, type ModelElement } from '../model.ts'
import { checkCondition } from './formal.ts'
import { refuse, warn, type LintContext, type Rule } from './rule.ts'

/** A gateway needs a way on; on a split every flow but the default needs its condition (BPMN 2.0, 10.6). */
export const gateways: Rule = (context) => context.nodes.filter(isGateway).flatMap((gateway) => check(gateway, context))

function check(gateway: ModelElement, context: LintContext): Finding[] {
  const flows = context.outgoing(gateway)
  if (flows.length === 0) return [refuse(gateway, 'gateway', '网关没有后续', 'The gateway leads nowhere')]
  return [...checkDirection(gateway, context), ...(checks[localType(gateway)]?.(gateway, flows, context) ?? [])]
}

const checks: Record<string, (gateway: ModelElement, flows: ModelElement[], context: LintContext) => Finding[]> = {
  exclusiveGateway: checkSplit,
  inclusiveGateway: checkSplit,
  complexGateway: (gateway, flows, context) => [...checkSplit(gateway, flows), ...checkActivation(gateway, context)],
  parallelGateway: checkParallel,
}

/** A parallel split takes every way, whatever stands on it (BPMN 2.0, 13.4.1). */
function checkParallel(_: ModelElement, flows: ModelElement[]): Finding[] {
  return flows
    .filter((flow) => child(flow, 'conditionExpression'))
    .map((flow) => warn(flow, 'gateway', '并行网关的分支不看条件,此条件不起作用', 'A parallel gateway takes every branch: this condition has no effect'))
}

function checkSplit(gateway: ModelElement, flows: ModelElement[]): Finding[] {
  const standard = child(gateway, 'default')
  const bare = flows.filter((flow) => flow !== standard && !child(flow, 'conditionExpression'))
  const findings =
    flows.length > 1 ? bare.map((flow) => refuse(flow, 'gateway', '分支缺少条件,且不是默认分支', 'The branch has no condition and is not the default')) : []
  if (!standard && bare.length === 0)
    findings.push(
      warn(gateway, 'gateway', '没有默认分支:条件都不成立时流程会停在这里', 'There is no default flow: the process stops here when no condition holds'),
    )
  return findings
}

/** A complex join without a condition could not say when it has enough (BPMN 2.0, 10.6.5 and 13.4.5). */
function checkActivation(gateway: ModelElement, { incoming, root }: LintContext): Finding[] {
  const condition = child(gateway, 'activationCondition')
  if (condition) return checkCondition(gateway, condition, { rule: 'gateway', root })
  return incoming(gateway).length > 1
    ? [refuse(gateway, 'gateway', '汇聚的复杂网关缺少激活条件', 'A complex gateway that joins needs an activation condition')]
    : []
}

/** What gatewayDirection says must be what is drawn (BPMN 2.0, 10.6). */
function checkDirection(gateway: ModelElement, { incoming, outgoing }: LintContext): Finding[] {
  const direction = text(gateway, 'gatewayDirection') ?? 'Unspecified'
  const [joins, splits] = [incoming(gateway).length > 1, outgoing(gateway).length > 1]
  const isRight: Record<string, boolean> = { Converging: joins && !splits, Diverging: splits && !joins, Mixed: joins && splits }
  return isRight[direction] === false
    ? [refuse(gateway, 'gateway-direction', `网关的方向是 ${direction},与其连线不符`, `The direction of the gateway is ${direction}, which its flows are not`)]
    : checkPurpose(gateway, joins || splits)
}

/** A gateway has several flows in or several flows out: it joins or splits (BPMN 2.0, 10.6). */
const checkPurpose = (gateway: ModelElement, joinsOrSplits: boolean): Finding[] =>
  joinsOrSplits ? [] : [refuse(gateway, 'gateway-direction', '网关既不汇聚也不分支', 'The gateway neither joins nor splits')]
