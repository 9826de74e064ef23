import type { Expression, VariableReader } from '../../bpmn/expressions/expression.ts'
import { parseFeel } from '../../bpmn/expressions/feel.ts'
import { parseExpression } from '../../bpmn/expressions/parse-expression.ts'
import { parseUnaryTests, type UnaryTests } from '../../bpmn/expressions/unary-tests.ts'
import type { Text } from '../decision-model.ts'

/** Texts of decisions, parsed once per thread: the same few tables are asked again and again. */
export type Texts = {
  compute(text: Text, variables: VariableReader): unknown
  passes(tests: string, value: unknown, variables: VariableReader): boolean
  /** Does the text bound what computing it costs? */
  isBounded(text: Text): boolean
  areBounded(tests: string): boolean
}

const maxKept = 5_000
const expressions = new Map<string, Expression>()
const cells = new Map<string, UnaryTests>()

/** @param names declared names of the model; they take part in what a text means. */
export function textsOf(names: string[]): Texts {
  const prefix = `${JSON.stringify(names)} `
  const parsed = ({ language, text }: Text) => (language === 'feel' ? parseFeel(text, names) : parseExpression(text, 'juel'))
  const expressionOf = (text: Text) => kept(expressions, `${prefix}${text.language} ${text.text}`, () => parsed(text))
  const testsOf = (tests: string) => kept(cells, prefix + tests, () => parseUnaryTests(tests, names))
  return {
    compute: (text, variables) => expressionOf(text).evaluate(variables),
    passes: (tests, value, variables) => testsOf(tests).passes(value, variables),
    isBounded: (text) => !expressionOf(text).unbounded,
    areBounded: (tests) => !testsOf(tests).unbounded,
  }
}

function kept<T>(store: Map<string, T>, key: string, make: () => T): T {
  const known = store.get(key)
  if (known !== undefined) return known
  if (store.size >= maxKept) store.clear()
  const made = make()
  store.set(key, made)
  return made
}
