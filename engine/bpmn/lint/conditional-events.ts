import type { Finding } from '../finding.ts'
import { child, definitionsOf, isEvent, text, type ModelElement } from '../model.ts'
import { checkCondition } from './formal.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

const events = ['create', 'update', 'delete']

/** A conditional event has a condition, and may be told which variable and which changes of it to look at. */
export const conditionalEvents: Rule = (context) =>
  context.nodes.filter(isEvent).flatMap((event) => definitionsOf(event, 'conditional').flatMap((definition) => check(event, definition, context)))

function check(event: ModelElement, definition: ModelElement, { root }: LintContext): Finding[] {
  const condition = child(definition, 'condition')
  const findings = condition
    ? checkCondition(event, condition, { rule: 'conditional', root })
    : [refuse(event, 'conditional', '条件事件缺少条件', 'The conditional event has no condition')]
  const given = (text(definition, 'camunda:variableEvents') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  return [
    ...findings,
    ...given
      .filter((each) => !events.includes(each))
      .map((each) =>
        refuse(event, 'conditional', `变量变化须是 create、update 或 delete,而不是 ${each}`, `A change of a variable is create, update or delete, not ${each}`),
      ),
  ]
}
