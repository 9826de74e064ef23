import { ExpressionError } from './expression.ts'

export type Token = { type: 'number' | 'string' | 'name' | 'operator' | 'end'; text: string; at: number }

/** Both spellings of an operator become one, so that the parser knows only symbols. */
const wordOperators: Record<string, string> = {
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
  and: '&&',
  or: '||',
  not: '!',
  div: '/',
  mod: '%',
  empty: 'empty',
}

const pattern =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([\p{L}_$][\p{L}\p{N}_$]*)|(==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()[\]]))/uy

/** More is no condition a person wrote; and the walk over the tree, as deep as a chain is long, must not exhaust the stack. */
const maxTokens = 1000

/** @throws ExpressionError at the first character that belongs to no token, and when there are too many. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (source.slice(pattern.lastIndex).trim() !== '') {
    const at = pattern.lastIndex
    const match = pattern.exec(source)
    if (!match) throw new ExpressionError(`unexpected character at ${at + 1} in ${source}`)
    tokens.push(tokenOf(match, at))
    if (tokens.length > maxTokens) throw new ExpressionError(`more than ${maxTokens} words and signs`)
  }
  tokens.push({ type: 'end', text: '', at: source.length })
  return tokens
}

function tokenOf([, number, string, name, operator]: RegExpExecArray, at: number): Token {
  if (number !== undefined) return { type: 'number', text: number, at }
  if (string !== undefined) return { type: 'string', text: string.slice(1, -1).replace(/\\(.)/g, '$1'), at }
  if (name !== undefined && Object.hasOwn(wordOperators, name)) return { type: 'operator', text: wordOperators[name] ?? name, at }
  return name !== undefined ? { type: 'name', text: name, at } : { type: 'operator', text: operator ?? '', at }
}
