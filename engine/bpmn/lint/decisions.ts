import type { Finding } from '../finding.ts'
import { isGiven, text, type ModelElement } from '../model.ts'
import { checkBinding } from './bindings.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

const maps = ['singleEntry', 'singleResult', 'collectEntries', 'resultList']

/** A business-rule task that names a decision says which version of it, and what becomes of the result. */
export const decisions: Rule = (context) => context.nodes.filter(({ $type }) => $type === 'bpmn:BusinessRuleTask').flatMap((task) => check(task, context))

function check(task: ModelElement, { can }: LintContext): Finding[] {
  const bound = { reference: 'camunda:decisionRef', rule: 'decision', zh: '决策', en: 'decision', bindings: ['latest', 'deployment', 'version'] }
  return [...checkBinding(task, { ...bound, isKnown: can.hasDecision }), ...checkMapping(task)]
}

function checkMapping(task: ModelElement): Finding[] {
  const map = isGiven(task, 'camunda:mapDecisionResult') ? text(task, 'camunda:mapDecisionResult') : undefined
  if (map === undefined) return []
  if (!maps.includes(map)) return [refuse(task, 'decision', `结果映射方式无法识别:${map}`, `This mapping of the result is not known: ${map}`)]
  if (text(task, 'camunda:decisionRef') === undefined)
    return [refuse(task, 'decision', '有结果映射而没有决策', 'There is a mapping of the result but no decision')]
  return text(task, 'camunda:resultVariable') === undefined
    ? [refuse(task, 'decision', '结果映射须有结果变量', 'A mapping of the result needs a result variable')]
    : []
}
