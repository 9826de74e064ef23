import { error, warning, type Finding } from '../finding.ts'
import { child, idOf, localType, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/** A gateway needs a way on; on a split exclusive gateway every flow but the default needs its condition (BPMN 2.0, 10.6.2). */
export const gateways: Rule = (context) => context.nodes.filter((node) => node.$type.endsWith('Gateway')).flatMap((gateway) => check(gateway, context))

function check(gateway: ModelElement, { outgoing }: LintContext): Finding[] {
  const flows = outgoing(gateway)
  if (flows.length === 0) return [error(idOf(gateway), 'gateway', '网关没有后续', 'The gateway leads nowhere')]
  return checks[localType(gateway)]?.(gateway, flows) ?? []
}

const checks: Record<string, (gateway: ModelElement, flows: ModelElement[]) => Finding[]> = { exclusiveGateway: checkExclusive, parallelGateway: checkParallel }

/** A parallel split takes every way, whatever stands on it (BPMN 2.0, 13.4.1). */
function checkParallel(_: ModelElement, flows: ModelElement[]): Finding[] {
  return flows
    .filter((flow) => child(flow, 'conditionExpression'))
    .map((flow) =>
      warning(idOf(flow), 'gateway', '并行网关的分支不看条件,此条件不起作用', 'A parallel gateway takes every branch: this condition has no effect'),
    )
}

function checkExclusive(gateway: ModelElement, flows: ModelElement[]): Finding[] {
  const standard = child(gateway, 'default')
  const bare = flows.filter((flow) => flow !== standard && !child(flow, 'conditionExpression'))
  const findings =
    flows.length > 1
      ? bare.map((flow) => error(idOf(flow), 'gateway', '分支缺少条件,且不是默认分支', 'The branch has no condition and is not the default'))
      : []
  if (!standard && bare.length === 0)
    findings.push(
      warning(
        idOf(gateway),
        'gateway',
        '没有默认分支:条件都不成立时流程会停在这里',
        'There is no default flow: the process stops here when no condition holds',
      ),
    )
  return findings
}
