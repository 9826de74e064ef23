import { ExpressionError } from '../expressions/expression.ts'
import { parseExpression } from '../expressions/parse-expression.ts'

/** Names of the variables that a text reads. An expression that can not be parsed is reported where it is compiled. */
export function variablesIn(value: string): string[] {
  try {
    return parseExpression(value).reads
  } catch (cause) {
    if (cause instanceof ExpressionError) return []
    throw cause
  }
}
