import { ExpressionError, type Expression } from '../expressions/expression.ts'
import { parseExpression } from '../expressions/parse-expression.ts'
import { error, type Finding } from '../finding.ts'
import { idOf, text, type ModelElement } from '../model.ts'

/** Parses text of a model and remembers what is wrong with it instead of throwing: all findings come at once. */
export type Read = {
  /** An attribute's text; undefined gives null. */
  (element: ModelElement, source: string | undefined): Expression | null
  /** A BPMN expression element, in its own language or that of the definitions. */
  formal(element: ModelElement, expression: ModelElement | undefined): Expression | null
  readonly expressions: Expression[]
  readonly findings: Finding[]
}

export function createRead(process: ModelElement): Read {
  const expressions: Expression[] = []
  const findings: Finding[] = []
  const standard = process.$parent ? text(process.$parent, 'expressionLanguage') : undefined
  const read = (element: ModelElement, source: string | undefined): Expression | null => {
    if (source === undefined) return null
    try {
      const expression = parseExpression(source.trim())
      expressions.push(expression)
      return expression
    } catch (cause) {
      if (!(cause instanceof ExpressionError)) throw cause
      findings.push(error(idOf(element), 'expression', `表达式无法解析:${cause.message}`, `The expression cannot be parsed: ${cause.message}`))
      return null
    }
  }
  const formal = (element: ModelElement, expression: ModelElement | undefined) =>
    expression ? read(element, marked(text(expression, 'body') ?? '', text(expression, 'language') ?? standard)) : null
  return Object.assign(read, { formal, expressions, findings })
}

/** FEEL is marked by a leading `=` where neither the expression nor the definitions say so. */
function marked(source: string, language: string | undefined): string {
  const body = source.trim()
  return language !== undefined && /feel/i.test(language) && !/^=|[$#]\{/.test(body) ? `=${body}` : body
}
