import type { Finding } from '../finding.ts'
import { child, localType, property, type ModelElement } from '../model.ts'
import { checkCondition } from './formal.ts'
import { checkMultiInstance } from './multi-instance.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** Loop markers say when to stop (BPMN 2.0, 10.3.8). */
export const loops: Rule = (context) =>
  context.nodes.flatMap((activity) => {
    const loop = child(activity, 'loopCharacteristics')
    if (!loop) return []
    return localType(loop) === 'standardLoopCharacteristics' ? checkStandard(activity, loop, context) : checkMultiInstance(activity, loop, context)
  })

function checkStandard(activity: ModelElement, loop: ModelElement, { root }: LintContext): Finding[] {
  const maximum = property(loop, 'loopMaximum')
  const condition = child(loop, 'loopCondition')
  if (!condition && maximum === undefined) return [refuse(activity, 'loop', '循环既没有条件也没有上限', 'The loop has neither a condition nor a maximum')]
  const findings = condition ? checkCondition(activity, condition, { rule: 'loop', root }) : []
  if (typeof maximum === 'number' && maximum < 1)
    findings.push(refuse(activity, 'loop', '循环上限须大于零', 'The maximum of the loop must be greater than zero'))
  return findings
}
