import { ExpressionError, type Expression } from './expression.ts'
import { parseFeel } from './feel.ts'
import { parseJuelText } from './juel.ts'
import type { ExpressionLanguage } from './languages.ts'

/**
 * Parses text of a model once, at compile time. Its own mark says what it is: `=` FEEL, `${}` or `#{}` JUEL. Without a mark it is what `language`
 * says (see languageOf), and itself when nothing does: FEEL needs no mark then, JUEL does, because text around `${}` is part of JUEL.
 * @throws ExpressionError with a sentence, also for text that is too long
 */
export function parseExpression(source: string, language?: ExpressionLanguage): Expression {
  if (source.length > 10_000) throw new ExpressionError('longer than 10,000 characters')
  if (source.trimStart().startsWith('=') && language !== 'juel') return parseFeel(source)
  if (/[$#]\{/.test(source) && language !== 'feel') return parseJuelText(source)
  if (language === 'feel' && source.trim() !== '') return parseFeel(source)
  return { source, language: 'literal', reads: [], unbounded: false, evaluate: () => source }
}
