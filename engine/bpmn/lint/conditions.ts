import { error, type Finding } from '../finding.ts'
import { child, idOf, text, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

/** A condition must say its language: `${}` (JUEL); a bare text would always be true and never meant so. */
export const conditions: Rule = ({ flows }) => flows.flatMap(check)

function check(flow: ModelElement): Finding[] {
  const condition = child(flow, 'conditionExpression')
  if (!condition) return []
  const body = text(condition, 'body')?.trim() ?? ''
  const language = text(condition, 'language')
  if (language !== undefined && !/juel/i.test(language))
    return [error(idOf(flow), 'condition', `尚不支持的条件语言 ${language}`, `The language ${language} is not executed`)]
  if (text(condition, 'camunda:resource') !== undefined)
    return [error(idOf(flow), 'condition', '条件不能引用外部资源', 'A condition may not refer to a resource')]
  if (body === '') return [error(idOf(flow), 'condition', '条件为空', 'The condition is empty')]
  return /^[$#]\{.*\}$/s.test(body) || body.startsWith('=') ? [] : [error(idOf(flow), 'condition', '条件须写成 ${…}', 'A condition must be written as ${…}')]
}
