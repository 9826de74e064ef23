import { ExpressionError, type Expression, type VariableReader } from './expression.ts'
import { evaluateJuel } from './juel-evaluate.ts'
import { parseJuel, type Ast } from './juel-parser.ts'
import { namesOf } from './juel-names.ts'
import { asText, join } from './juel-values.ts'

/** `${a}` gives the value of a; text around one or more `${}` gives a string. `#{}` is the same as `${}`. */
export function parseJuelText(source: string): Expression {
  const parts = split(source)
  const asts = parts.flatMap((part) => (typeof part === 'string' ? [] : [part]))
  const single = parts.length === 1 ? asts[0] : undefined
  return {
    source,
    language: 'juel',
    reads: [...new Set(asts.flatMap(namesOf))],
    unbounded: false,
    evaluate: (variables) => (single ? evaluateJuel(single, variables) : textOf(parts, variables)),
  }
}

/** Is the whole text one `${}`, so that its value keeps its type? */
export function isSingleExpression(source: string): boolean {
  return /^[$#]\{/.test(source) && indexOfClosing(source, 2) === source.length - 1
}

/** Joined part by part, so that a text that grows too long is stopped before all of it is there. */
function textOf(parts: (string | Ast)[], variables: VariableReader): string {
  let text = ''
  for (const part of parts) text = join([text, typeof part === 'string' ? part : asText(evaluateJuel(part, variables))])
  return text
}

function split(source: string): (string | Ast)[] {
  const parts: (string | Ast)[] = []
  let from = 0
  for (;;) {
    const start = source.slice(from).search(/[$#]\{/)
    if (start < 0) break
    const end = indexOfClosing(source, from + start + 2)
    if (end < 0) throw new ExpressionError(`missing } in ${source}`)
    if (start > 0) parts.push(source.slice(from, from + start))
    parts.push(parseJuel(source.slice(from + start + 2, end)))
    from = end + 1
  }
  if (from < source.length) parts.push(source.slice(from))
  return parts
}

/** The brace that closes the expression, or -1; braces inside string literals do not count. */
function indexOfClosing(source: string, from: number): number {
  let quote = ''
  for (let at = from; at < source.length; at++) {
    const char = source[at] ?? ''
    if (quote) quote = char === '\\' ? (at++, quote) : char === quote ? '' : quote
    else if (char === "'" || char === '"') quote = char
    else if (char === '}') return at
  }
  return -1
}
