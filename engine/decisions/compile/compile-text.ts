import { ExpressionError } from '../../bpmn/expressions/expression.ts'
import { parseFeel } from '../../bpmn/expressions/feel.ts'
import { languageOf } from '../../bpmn/expressions/languages.ts'
import { parseExpression } from '../../bpmn/expressions/parse-expression.ts'
import { error } from '../../bpmn/finding.ts'
import { idOf, text, type ModelElement } from '../../bpmn/model.ts'
import { parseUnaryTests } from '../../bpmn/expressions/unary-tests.ts'
import type { Text } from '../decision-model.ts'
import type { DmnFile } from './file.ts'

/** A literal expression, parsed once to find its mistakes; undefined when it holds no text. `at` is the element that a finding names. */
export function compileText(element: ModelElement | undefined, file: DmnFile, at: string): Text | undefined {
  const source = element && text(element, 'text')?.trim()
  if (!element || !source) return undefined
  const written = text(element, 'expressionLanguage')
  const language = written === undefined ? file.language : languageOf(written)
  if (language === undefined) {
    file.report(error(at, 'language', `不支持语言 ${written}`, `The language ${written} is not supported`))
    return undefined
  }
  const compiled: Text = { language: /^[$#]\{/.test(source) ? 'juel' : language, text: source }
  check(() => (compiled.language === 'feel' ? parseFeel(source, file.names) : parseExpression(compiled.text, 'juel')), file, at)
  return compiled
}

/** The unary tests of a cell; an empty cell is `-`, which everything passes. */
export function compileTests(element: ModelElement | undefined, file: DmnFile, at: string): string {
  const source = (element && text(element, 'text')?.trim()) || '-'
  const written = element && text(element, 'expressionLanguage')
  if (written !== undefined && languageOf(written) !== 'feel')
    file.report(error(element ? idOf(element) : at, 'language', `单元格不支持语言 ${written}`, `The language ${written} is not supported in cells`))
  else check(() => parseUnaryTests(source, file.names), file, element?.id ?? at)
  return source
}

function check(parse: () => unknown, file: DmnFile, at: string): void {
  try {
    parse()
  } catch (cause) {
    if (!(cause instanceof ExpressionError)) throw cause
    file.report(error(at, 'expression', `表达式有误:${cause.message}`, `The expression is wrong: ${cause.message}`))
  }
}
