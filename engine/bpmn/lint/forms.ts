import type { Finding } from '../finding.ts'
import { children, extensions, text, type ModelElement } from '../model.ts'
import { checkBinding } from './bindings.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** A task has one form: by reference, by a key of its client's, or as generated fields. */
export const forms: Rule = (context) => context.nodes.flatMap((node) => [...checkBinding(node, boundForm(context)), ...checkOne(node), ...checkFields(node)])

const boundForm = ({ can }: LintContext) => ({
  ...{ reference: 'camunda:formRef', rule: 'form', zh: '表单', en: 'form', bindings: ['latest', 'deployment', 'version'] },
  isKnown: (key: string) => can.hasForm(key),
})

function checkOne(node: ModelElement): Finding[] {
  const given = [text(node, 'camunda:formRef'), text(node, 'camunda:formKey'), ...extensions(node, 'camunda:FormData')].filter((each) => each !== undefined)
  return given.length > 1
    ? [refuse(node, 'form', '只能有一种表单:formRef、formKey 或 formData', 'There may be only one form: formRef, formKey or formData')]
    : []
}

function checkFields(node: ModelElement): Finding[] {
  const ids = extensions(node, 'camunda:FormData').flatMap((data) => children(data, 'fields').map((field) => text(field, 'id')?.trim()))
  const nameless = ids.some((id) => !id) ? [refuse(node, 'form', '表单字段缺少 id', 'A form field has no id')] : []
  const twice = new Set(ids.filter((id, index) => id && ids.indexOf(id) < index))
  return [...nameless, ...[...twice].map((id) => refuse(node, 'form', `表单字段 ${id} 重复`, `The form field ${id} is given twice`))]
}
