import { isRecord, listOf, textOf } from '../../component.ts'
import { itemCount } from './item-count.rule.ts'
import { notAfter } from './not-after.rule.ts'
import { notAfterToday } from './not-after-today.rule.ts'
import { notBefore } from './not-before.rule.ts'
import { notBeforeDay } from './not-before-day.rule.ts'
import { notBeforeToday } from './not-before-today.rule.ts'
import { phone } from './phone.rule.ts'
import { requiredWhen } from './required-when.rule.ts'
import type { Rule, RuleCall } from './rule.ts'
import { withinYears } from './within-years.rule.ts'

export type { Rule, RuleCall } from './rule.ts'

/** Every named validator that a form may use under validate.czRules. */
export const rules: readonly Rule[] = [itemCount, notAfter, notAfterToday, notBefore, notBeforeDay, notBeforeToday, phone, requiredWhen, withinYears]

export const ruleNamed = (name: string): Rule | undefined => rules.find((rule) => rule.name === name)

/** The calls a component makes; unknown names are left out here and refused at publish. */
export function rulesOf(czRules: unknown): RuleCall[] {
  return listOf(czRules)
    .filter(isRecord)
    .flatMap((settings) => {
      const rule = ruleNamed(textOf(settings.rule))
      return rule ? [{ rule, settings }] : []
    })
}
