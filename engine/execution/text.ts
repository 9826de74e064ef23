import { asText } from '../bpmn/expressions/juel-values.ts'
import type { Expression } from '../bpmn/expressions/expression.ts'

/** What an optional expression gives, as text; empty is null. */
export function textOrNull(expression: Expression | null, evaluate: (expression: Expression) => unknown): string | null {
  const value = expression ? evaluate(expression) : null
  return value === null || value === undefined || value === '' ? null : asText(value)
}
