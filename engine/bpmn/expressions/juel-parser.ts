import { ExpressionError } from './expression.ts'
import { juelFunctions } from './juel-functions.ts'
import { tokenize, type Token } from './juel-lexer.ts'

export type Ast =
  | { kind: 'literal'; value: unknown }
  | { kind: 'name'; name: string }
  | { kind: 'member'; object: Ast; property: Ast }
  | { kind: 'call'; object: Ast; method: string; args: Ast[] }
  | { kind: 'function'; name: string; args: Ast[] }
  | { kind: 'unary'; operator: string; operand: Ast }
  | { kind: 'binary'; operator: string; left: Ast; right: Ast }
  | { kind: 'conditional'; test: Ast; then: Ast; otherwise: Ast }

const precedence: Record<string, number> = { '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6 }
const constants: Record<string, unknown> = { true: true, false: false, null: null }
const maxDepth = 50

/** Parses what stands between `${` and `}`. Precedence as in the JUEL specification; no assignment, no lambda. */
export function parseJuel(source: string): Ast {
  const parser = new Parser(tokenize(source), source)
  return parser.whole()
}

class Parser {
  private position = 0
  private depth = 0
  private readonly tokens: Token[]
  private readonly source: string

  constructor(tokens: Token[], source: string) {
    this.tokens = tokens
    this.source = source
  }

  whole(): Ast {
    const ast = this.conditional()
    if (this.peek().type !== 'end') throw this.unexpected()
    return ast
  }

  private conditional(): Ast {
    if (++this.depth > maxDepth) throw new ExpressionError(`nested more than ${maxDepth} deep: ${this.source}`)
    const test = this.binary(0)
    let ast = test
    if (this.accept('?')) {
      const then = this.conditional()
      this.expect(':')
      ast = { kind: 'conditional', test, then, otherwise: this.conditional() }
    }
    this.depth--
    return ast
  }

  private binary(minimum: number): Ast {
    let left = this.unary()
    for (;;) {
      const operator = this.peek()
      const level = operator.type === 'operator' ? precedence[operator.text] : undefined
      if (level === undefined || level <= minimum) return left
      this.position++
      left = { kind: 'binary', operator: operator.text, left, right: this.binary(level) }
    }
  }

  private unary(): Ast {
    for (const operator of ['!', '-', 'empty']) {
      if (!this.accept(operator)) continue
      if (++this.depth > maxDepth) throw new ExpressionError(`nested more than ${maxDepth} deep: ${this.source}`)
      const operand = this.unary()
      this.depth--
      return { kind: 'unary', operator, operand }
    }
    return this.postfix(this.primary())
  }

  private postfix(object: Ast): Ast {
    if (this.accept('.')) return this.postfix(this.member(object))
    if (!this.accept('[')) return object
    const property = this.conditional()
    this.expect(']')
    return this.postfix({ kind: 'member', object, property })
  }

  private member(object: Ast): Ast {
    const name = this.next()
    if (name.type !== 'name') throw this.unexpected(name)
    if (!this.accept('(')) return { kind: 'member', object, property: { kind: 'literal', value: name.text } }
    return { kind: 'call', object, method: name.text, args: this.args() }
  }

  private args(): Ast[] {
    const args: Ast[] = []
    if (this.accept(')')) return args
    do args.push(this.conditional())
    while (this.accept(','))
    this.expect(')')
    return args
  }

  private primary(): Ast {
    const token = this.next()
    if (token.type === 'number') return { kind: 'literal', value: Number(token.text) }
    if (token.type === 'string') return { kind: 'literal', value: token.text }
    if (token.type === 'name') return this.named(token.text)
    if (token.text !== '(') throw this.unexpected(token)
    const inner = this.conditional()
    this.expect(')')
    return inner
  }

  private named(name: string): Ast {
    if (Object.hasOwn(constants, name)) return { kind: 'literal', value: constants[name] }
    if (!this.accept('(')) return { kind: 'name', name }
    if (!Object.hasOwn(juelFunctions, name)) throw new ExpressionError(`unknown function ${name}`)
    return { kind: 'function', name, args: this.args() }
  }

  private peek(): Token {
    return this.tokens[this.position] ?? { type: 'end', text: '', at: this.source.length }
  }

  private next(): Token {
    const token = this.peek()
    this.position++
    return token
  }

  private accept(operator: string): boolean {
    const token = this.peek()
    if (token.type !== 'operator' || token.text !== operator) return false
    this.position++
    return true
  }

  private expect(operator: string): void {
    if (!this.accept(operator)) throw this.unexpected()
  }

  private unexpected(token = this.peek()): ExpressionError {
    return new ExpressionError(
      token.type === 'end' ? `incomplete expression: ${this.source}` : `unexpected "${token.text}" at ${token.at + 1} in ${this.source}`,
    )
  }
}
