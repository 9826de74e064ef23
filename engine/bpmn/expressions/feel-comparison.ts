import { withParts, type Compile, type Computed } from './feel-parts.ts'
import type { FeelNode } from './feel-tree.ts'
import { equalFeel, orderFeel, type Order } from './feel-values.ts'

/** `a < b`, `a between b and c`, `a in [b..c]`, `a in (b, < c)`. */
export function compileComparison(parts: FeelNode[], compile: Compile): Computed | undefined {
  const [left, operator, right, , upper] = parts
  if (operator?.name === 'CompareOp') return compileOperator(operator.text, [left, right], compile)
  if (operator?.name === 'between') return withParts(compile, [left, right, upper], isBetween)
  return operator?.name === 'in' ? compileIn(left, testsOf(parts), compile) : undefined
}

const isBetween = ([value = null, from = null, to = null]: unknown[]) => both(orderFeel(value, '>=', from), orderFeel(value, '<=', to))

function testsOf([, , right, ...rest]: FeelNode[]): FeelNode[] {
  return right?.name === 'PositiveUnaryTest' ? [right] : (rest.find((part) => part.name === 'PositiveUnaryTests')?.parts ?? [])
}

function compileOperator(operator: string, operands: (FeelNode | undefined)[], compile: Compile): Computed | undefined {
  if (operator === '=') return withParts(compile, operands, ([left = null, right = null]) => equalFeel(left, right))
  if (operator === '!=') return withParts(compile, operands, ([left = null, right = null]) => negated(equalFeel(left, right)))
  return isOrder(operator) ? withParts(compile, operands, ([left = null, right = null]) => orderFeel(left, operator, right)) : undefined
}

/** The tests of `in`, each with the parts it reads. One that holds is enough; without one, null when any is unknown. */
function compileIn(left: FeelNode | undefined, tests: FeelNode[], compile: Compile): Computed | undefined {
  const value = compile(left)
  const compiled = tests.map((test) => compileTest(test.parts[0], compile))
  if (!value || compiled.length === 0 || compiled.includes(undefined)) return undefined
  return (variables) => {
    const tested = value(variables)
    const results = compiled.map((test) => test?.(variables)(tested) ?? null)
    return results.includes(true) ? true : results.includes(null) ? null : false
  }
}

/** A test of a value, ready to be put to it. */
export type Test = (variables: Parameters<Computed>[0]) => (value: unknown) => boolean | null

/** One test of `in` or of a table's cell; undefined when a part of it can not be compiled. */
export function compileTest(test: FeelNode | undefined, compile: Compile): Test | undefined {
  if (test?.name !== 'SimplePositiveUnaryTest') return testEqual(compile(test))
  const [first, second] = test.parts
  return first?.name === 'Interval' ? testInterval(first.parts, compile) : testOrder(first?.text ?? '', compile(second))
}

function testOrder(operator: string, bound: Computed | undefined): Test | undefined {
  return bound && isOrder(operator) ? (variables) => (value) => orderFeel(value, operator, bound(variables)) : undefined
}

/** A plain value: equal to it, or in it when it is a list (DMN 1.3, 7.3.3). Values of another kind are not equal, which is known. */
function testEqual(computed: Computed | undefined): Test | undefined {
  if (!computed) return undefined
  return (variables) => {
    const wanted = computed(variables)
    return (value) => equalFeel(value, wanted) === true || (Array.isArray(wanted) && wanted.some((each) => equalFeel(value, each) === true))
  }
}

/** `[a..b]`; `(` or `]` leave the beginning out, `)` or `[` the end. */
function testInterval([open, from, , to, close]: FeelNode[], compile: Compile): Test | undefined {
  const [low, high] = [compile(from), compile(to)]
  if (!low || !high) return undefined
  const [lower, upper]: [Order, Order] = [open?.text === '[' ? '>=' : '>', close?.text === ']' ? '<=' : '<']
  return (variables) => (value) => both(orderFeel(value, lower, low(variables)), orderFeel(value, upper, high(variables)))
}

function both(one: boolean | null, other: boolean | null): boolean | null {
  if (one === false || other === false) return false
  return one === null || other === null ? null : true
}

const negated = (value: boolean | null): boolean | null => (value === null ? null : !value)

const isOrder = (operator: string): operator is Order => ['<', '<=', '>', '>='].includes(operator)
