import { sentence } from '../../locales/validation.ts'
import { applyRules } from '../../validation/apply-rules.ts'
import { byPath, outlineOf } from '../../validation/outline.ts'
import { placesOf } from '../../validation/walk-values.ts'

export type NamedRuleFacts = {
  /** The case's data, when the page has it; rules that compare with it say nothing otherwise. */
  context?: Record<string, unknown>
  /** Calendar day in Asia/Shanghai, YYYY-MM-DD. */
  today: string
  language: 'zh-CN' | 'en'
  /** False for values that the person does not see or may not write. */
  isShown(path: string): boolean
}

/**
 * The form's named validators (validate.czRules) in the browser, with the server's own sentences, so that a person learns at once
 * what the server would say. The server runs them again.
 * @example checkNamedRules(definition, form.submission.data, { today, language: 'zh-CN', isShown: (path) => form.getComponent(path)?.visible ?? true })
 */
export function checkNamedRules(
  definition: { components: unknown[] },
  data: Record<string, unknown>,
  facts: NamedRuleFacts,
): { path: string; message: string }[] {
  const fields = outlineOf(definition.components)
  const issues = applyRules(byPath(fields), placesOf(fields, data), {
    data,
    context: facts.context ?? {},
    today: facts.today,
    skip: (path) => !facts.isShown(path),
  })
  return issues.map(({ path, key, label, data: holes }) => ({ path, message: sentence(facts.language, key, { field: label, ...holes }) }))
}
