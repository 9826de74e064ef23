import { parseExpression, parseUnaryTests } from 'feelin'
import { ExpressionError } from './expression.ts'

/** One node of a FEEL text as the grammar names it (`Comparison`, `VariableName`, `then`), with the text it covers. */
export type FeelNode = { name: string; text: string; parts: FeelNode[] }

const maxDepth = 60

/** Where a test without its left side (`> 3`) has one to be tested. The parser takes it anywhere, so that `a == 1` would be the range of what equals 1. */
const hasTestsIn = new Set(['PositiveUnaryTest', 'FilterExpression'])

/** A function name with a keyword in it (`get or else`) is one name only where the parser has been told of it. */
const namesWithKeywords = { 'get or else': null }

/**
 * Parses FEEL. The parser recovers from every mistake by itself and would run what is left: here the first mistake is an error.
 * @param kind a whole expression, or the unary tests of a decision table's cell (DMN 1.3, 7.3.3)
 * @param names names that hold keywords or signs, which only who declares them can tell from an operation
 * @throws ExpressionError
 */
export function parseFeelTree(text: string, kind: 'expression' | 'tests' = 'expression', names: string[] = []): FeelNode {
  if (bracketDepth(text) > maxDepth) throw new ExpressionError(`nested more than ${maxDepth} deep: ${shorten(text)}`)
  const known = { ...namesWithKeywords, ...Object.fromEntries(names.map((name) => [name, null])) }
  const tree = kind === 'tests' ? parseUnaryTests(text, known, undefined) : parseExpression(text, known, undefined)
  const root: FeelNode = { name: '', text, parts: [] }
  const path = [root]
  tree.iterate({
    enter({ type, from, to }) {
      if (type.isError) throw syntaxError(text, from, to)
      if (path.length > maxDepth * 4) throw new ExpressionError(`nested too deeply: ${shorten(text)}`)
      if (type.name === 'SimplePositiveUnaryTest' && '<>=!'.includes(text.charAt(from)) && !hasTestsIn.has(path.at(-1)?.name ?? ''))
        throw syntaxError(text, from, to)
      const node = { name: type.name, text: text.slice(from, to), parts: [] }
      if (!type.isSkipped) path.at(-1)?.parts.push(node)
      path.push(node)
    },
    leave: () => void path.pop(),
  })
  const [whole] = root.parts
  if (!whole) throw new ExpressionError('the FEEL expression is empty')
  return whole
}

/** Every node below and the node itself, in the order of the text. */
export function* nodesOf(node: FeelNode): Generator<FeelNode> {
  yield node
  for (const part of node.parts) yield* nodesOf(part)
}

/** A name may be written with more than one space between its words (DMN 1.3, 10.3.1.5). */
export const nameText = (node: FeelNode): string => node.text.replace(/\s+/g, ' ')

function syntaxError(text: string, from: number, to: number): ExpressionError {
  const rest = text.slice(from, to).trim()
  return new ExpressionError(rest === '' ? `incomplete FEEL expression: ${shorten(text)}` : `unexpected "${shorten(rest)}" at ${from + 1} in ${shorten(text)}`)
}

function bracketDepth(text: string): number {
  let depth = 0
  let deepest = 0
  for (const char of text) {
    if ('([{'.includes(char)) deepest = Math.max(deepest, ++depth)
    else if (')]}'.includes(char)) depth--
  }
  return deepest
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
