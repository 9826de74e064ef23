import { error, warning, type Finding } from '../finding.ts'
import { readForm } from '../compile/form.ts'
import { idOf, text, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

const bindings = ['latest', 'deployment', 'version']

/** A form bound to the deployment must be there; with another binding it may still come. */
export const forms: Rule = (context) => context.nodes.flatMap((node) => [...checkExists(node, context), ...checkBinding(node)])

function checkExists(node: ModelElement, { can }: LintContext): Finding[] {
  const key = text(node, 'camunda:formRef')
  if (key === undefined || can.hasForm(key)) return []
  const message = [`没有表单 ${key}`, `There is no form ${key}`] as const
  return [text(node, 'camunda:formRefBinding') === 'deployment' ? error(idOf(node), 'form', ...message) : warning(idOf(node), 'form', ...message)]
}

function checkBinding(node: ModelElement): Finding[] {
  const binding = text(node, 'camunda:formRefBinding')
  if (binding === undefined) return []
  if (!bindings.includes(binding)) return [error(idOf(node), 'form', `表单绑定方式无法识别:${binding}`, `The form binding is not valid: ${binding}`)]
  return binding === 'version' && !readForm(node)?.version
    ? [error(idOf(node), 'form', '按版本绑定表单时须指明版本号', 'A form bound by version needs a version number')]
    : []
}
