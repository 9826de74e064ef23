import { ExpressionError, type Expression } from './expression.ts'
import { parseJuelText } from './juel.ts'

/**
 * Parses text of a model once, at compile time: `${}`/`#{}` is JUEL, anything else is itself.
 * FEEL (a leading `=`) belongs to a later release and is refused by name, so that no model runs with a wrong meaning.
 * @throws ExpressionError
 */
export function parseExpression(source: string): Expression {
  if (source.length > 10_000) throw new ExpressionError('longer than 10,000 characters')
  if (source.startsWith('=')) throw new ExpressionError('FEEL is not executed yet')
  if (/[$#]\{/.test(source)) return parseJuelText(source)
  return { source, language: 'literal', reads: [], evaluate: () => source }
}
