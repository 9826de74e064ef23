import { error, warning, type Finding } from '../finding.ts'
import { idOf, text, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/** A form bound to the deployment must be there; with another binding it may still come. */
export const forms: Rule = (context) => context.nodes.flatMap((node) => check(node, context))

function check(node: ModelElement, { can }: LintContext): Finding[] {
  const key = text(node, 'camunda:formRef')
  if (key === undefined || can.hasForm(key)) return []
  const message = [`没有表单 ${key}`, `There is no form ${key}`] as const
  return [text(node, 'camunda:formRefBinding') === 'deployment' ? error(idOf(node), 'form', ...message) : warning(idOf(node), 'form', ...message)]
}
