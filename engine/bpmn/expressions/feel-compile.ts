import { ExpressionError } from './expression.ts'
import { compileCall } from './feel-call.ts'
import { compileComparison } from './feel-comparison.ts'
import { feelString } from './feel-literals.ts'
import { optionalNames } from './feel-names.ts'
import { withParts, type Compile, type Computed } from './feel-parts.ts'
import { nameText, type FeelNode } from './feel-tree.ts'
import { addFeel, entryOf, numberOf, quoted, truthOf } from './feel-values.ts'
import { finite } from './juel-values.ts'

/** Compiles what parseFeel computes in this thread. Undefined as soon as one part is beyond that: an expression is not computed in two places. */
export function compileFeel(tree: FeelNode): Computed | undefined {
  return feelCompiler(tree)(tree)
}

/** Compiles parts of a tree; what of it may be missing is decided by the whole. */
export function feelCompiler(tree: FeelNode): Compile {
  const optional = optionalNames(tree)
  const compile: Compile = (node) => {
    if (!node) return undefined
    const kind = Object.hasOwn(kinds, node.name) ? kinds[node.name] : undefined
    return kind?.(node, compile, optional)
  }
  return compile
}

type Kind = (node: FeelNode, compile: Compile, optional: Set<string>) => Computed | undefined

const kinds: Record<string, Kind> = {
  Expression: ({ parts }, compile) => (parts.length === 1 ? compile(parts[0]) : undefined),
  ParenthesizedExpression: ({ parts }, compile) => compile(parts[1]),
  NumericLiteral: ({ text }) => always(Number(text)),
  StringLiteral: ({ text }) => always(feelString(text)),
  BooleanLiteral: ({ text }) => always(text === 'true'),
  null: () => always(null),
  VariableName: (node, _, optional) => variable(nameText(node), optional.has(nameText(node))),
  '?': () => variable('?', false),
  PathExpression: ({ parts: [object, , name] }, compile) => withParts(compile, [object], ([value]) => entryOf(value ?? null, name ? nameText(name) : '')),
  FilterExpression: ({ parts: [list, , index] }, compile) =>
    index?.name === 'NumericLiteral' ? withParts(compile, [list], ([value]) => itemOf(value, Number(index.text))) : undefined,
  List: ({ parts }, compile) => withParts(compile, parts.slice(1, -1), (values) => values),
  IfExpression: compileIf,
  Conjunction: ({ parts }, compile) => compileLogic(compile, parts, false),
  Disjunction: ({ parts }, compile) => compileLogic(compile, parts, true),
  ArithmeticExpression: compileArithmetic,
  Comparison: ({ parts }, compile) => compileComparison(parts, compile),
  FunctionInvocation: ({ parts }, compile) => compileCall(parts, compile),
}

const always =
  (value: unknown): Computed =>
  () =>
    value

function variable(name: string, mayBeMissing: boolean): Computed {
  return (variables) => {
    const value = variables(name)
    if (value === undefined && !mayBeMissing) throw new ExpressionError(`unknown variable ${name}`)
    return value ?? null
  }
}

/** Lists count from one, backwards from -1 (10.3.2.5); behind their ends is nothing. A single value is a list of one. */
function itemOf(value: unknown, index: number): unknown {
  if (value === null) return null
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return (index === 0 ? undefined : list.at(index > 0 ? index - 1 : index)) ?? null
}

function compileIf({ parts: [, test, , then, , otherwise] }: FeelNode, compile: Compile): Computed | undefined {
  const [condition, yes, no] = [compile(test), compile(then), compile(otherwise)]
  if (!condition || !yes || !no) return undefined
  return (variables) => (truthOf(condition(variables)) === true ? yes(variables) : no(variables))
}

/** Three-valued and / or (table 49): `decisive` on either side decides, whatever the other is; it is not computed when the left side has decided. */
function compileLogic(compile: Compile, [first, , second]: FeelNode[], decisive: boolean): Computed | undefined {
  const [left, right] = [compile(first), compile(second)]
  if (!left || !right) return undefined
  return (variables) => {
    const one = truthOf(left(variables))
    if (one === decisive) return decisive
    const other = truthOf(right(variables))
    return other === decisive ? decisive : one === null ? null : other
  }
}

function compileArithmetic({ parts }: FeelNode, compile: Compile): Computed | undefined {
  if (parts.length === 2) return withParts(compile, parts.slice(1), ([value]) => -numberOf(value, 'negate'))
  const operate = operations[parts[1]?.text ?? '']
  return operate && withParts(compile, [parts[0], parts[2]], ([left, right]) => operate(left, right))
}

const operations: Record<string, (left: unknown, right: unknown) => unknown> = {
  '+': addFeel,
  '-': (left, right) => finite(numberOf(left, 'subtract from') - numberOf(right, 'subtract')),
  '*': (left, right) => finite(numberOf(left, 'multiply') * numberOf(right, 'multiply by')),
  '/': (left, right) => divide(numberOf(left, 'divide'), numberOf(right, 'divide by')),
  '**': (left, right) => finite(numberOf(left, 'raise') ** numberOf(right, 'raise to')),
  '^': (left, right) => finite(numberOf(left, 'raise') ** numberOf(right, 'raise to')),
}

function divide(left: number, right: number): number {
  if (right === 0) throw new ExpressionError(`cannot divide ${quoted(left)} by zero`)
  return finite(left / right)
}
