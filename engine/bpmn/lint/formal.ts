import { languageOf } from '../expressions/languages.ts'
import { isSingleExpression } from '../expressions/juel.ts'
import type { Finding } from '../finding.ts'
import { text, type ModelElement } from '../model.ts'
import { refuse } from './rule.ts'

type Place = { rule: string; root: ModelElement | undefined }

/** A condition says its language: a bare text would always be true and never meant so. */
export function checkCondition(owner: ModelElement, expression: ModelElement, { rule, root }: Place): Finding[] {
  const misread = checkLanguage(owner, expression, rule)
  if (misread.length > 0) return misread
  const body = text(expression, 'body')?.trim() ?? ''
  if (body === '') return [refuse(owner, rule, '条件为空', 'The condition is empty')]
  const language = languageFor(expression, root)
  if (body.startsWith('=') || language === 'feel' || isSingleExpression(body)) return []
  return [refuse(owner, rule, '条件须写成 ${…},或以 = 开头', 'A condition must be written as ${…} or begin with =')]
}

/** Only FEEL and JUEL are run. A text says by its own mark what it is; a mark that contradicts the named language is a slip. */
export function checkLanguage(owner: ModelElement, expression: ModelElement, rule: string): Finding[] {
  const language = text(expression, 'language')
  const known = languageOf(language)
  if (language !== undefined && known === undefined) return [refuse(owner, rule, `不执行的条件语言 ${language}`, `The language ${language} is not executed`)]
  if (text(expression, 'camunda:resource') !== undefined) return [refuse(owner, rule, '条件不能引用外部资源', 'A condition may not refer to a resource')]
  const mark = markOf(text(expression, 'body') ?? '')
  return known !== undefined && mark !== undefined && mark !== known
    ? [refuse(owner, rule, `表达式的写法与其语言 ${language} 不符`, `The expression is not written in its language ${language}`)]
    : []
}

function markOf(body: string): 'feel' | 'juel' | undefined {
  if (body.trimStart().startsWith('=')) return 'feel'
  return /^\s*[$#]\{/.test(body) ? 'juel' : undefined
}

/** The language of an expression: its own, or that of the file. */
export function languageFor(expression: ModelElement, root: ModelElement | undefined) {
  return languageOf(text(expression, 'language')) ?? languageOf(root && text(root, 'expressionLanguage'))
}
