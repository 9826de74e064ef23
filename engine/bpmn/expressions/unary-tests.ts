import { unaryTest } from 'feelin'
import { ExpressionError, type VariableReader } from './expression.ts'
import { compileTest, type Test } from './feel-comparison.ts'
import { feelCompiler } from './feel-compile.ts'
import { contextOf, mistakeIn } from './feel-library.ts'
import { withoutLongEscapes } from './feel-literals.ts'
import { optionalNames, readsOfFeel } from './feel-names.ts'
import type { Compile } from './feel-parts.ts'
import { nodesOf, parseFeelTree, type FeelNode } from './feel-tree.ts'

export type UnaryTests = {
  /** As of an expression: what it costs is not bounded by its text. */
  unbounded: boolean
  /** A test that is unknown is not passed. @throws ExpressionError for unknown names and kinds that can not be compared */
  passes(value: unknown, variables: VariableReader): boolean
}

/**
 * The cell of a decision table (DMN 1.3, 7.3.3): `-`, values, comparisons and intervals with commas between them, `not(…)`, or expressions over `?`, the value.
 * @throws ExpressionError at the first mistake in the text
 */
export function parseUnaryTests(source: string, names: string[] = []): UnaryTests {
  if (source === '-') return { unbounded: false, passes: () => true }
  const tree = parseFeelTree(source, 'tests', names)
  const [first] = tree.parts
  const isNegated = first?.name === 'not'
  const tests = (tree.parts.find(({ name }) => name === 'PositiveUnaryTests')?.parts ?? []).map(({ parts: [test] }) => test)
  const compiled = compileAll(tests, feelCompiler(tree))
  if (!compiled) return byLibrary(tree, source, names)
  return {
    unbounded: false,
    passes(value, variables) {
      const seen: VariableReader = (name) => (name === '?' ? value : variables(name))
      return compiled.some((test) => test(seen)(value) === true) !== isNegated
    },
  }
}

/** The texts of the single tests, in order: a list of output values is written as tests, too. */
export function textsOfTests(source: string): string[] {
  return [...nodesOf(parseFeelTree(source, 'tests'))].filter(({ name }) => name === 'PositiveUnaryTest').map(({ text }) => text)
}

function compileAll(tests: (FeelNode | undefined)[], compile: Compile): Test[] | undefined {
  const compiled: Test[] = []
  for (const test of tests) {
    const each = test && (isQuestion(test) ? compileQuestion(test, compile) : compileTest(test, compile))
    if (!each) return undefined
    compiled.push(each)
  }
  return compiled.length === 0 ? undefined : compiled
}

/** An expression that is true or false by itself, rather than a value to be compared with. */
function isQuestion(test: FeelNode): boolean {
  return questions.has(test.name) || (test.name !== 'SimplePositiveUnaryTest' && [...nodesOf(test)].some(({ name }) => name === '?'))
}

const questions = new Set(['Comparison', 'Conjunction', 'Disjunction', 'QuantifiedExpression', 'InstanceOfExpression'])

function compileQuestion(test: FeelNode, compile: Compile): Test | undefined {
  const computed = compile(test)
  return (
    computed &&
    ((variables) => () => {
      const answer = computed(variables)
      if (typeof answer !== 'boolean' && answer !== null) throw new ExpressionError(`${test.text} is neither true nor false`)
      return answer
    })
  )
}

/** Dates, functions and whatever else is not compiled here. */
function byLibrary(tree: FeelNode, source: string, names: string[]): UnaryTests {
  const [reads, optional] = [readsOfFeel(tree), optionalNames(tree)]
  const passes: UnaryTests['passes'] = (value, variables) => {
    const context = { ...contextOf([...reads, ...names], optional, variables), '?': value }
    const result = unaryTest(withoutLongEscapes(source), context)
    const mistake = mistakeIn(result.warnings, result.value)
    if (mistake !== undefined) throw new ExpressionError(mistake)
    return result.value === true
  }
  return { unbounded: true, passes }
}
