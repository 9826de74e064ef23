import { ExpressionError } from './expression.ts'
import { equalFeel, numberOf, quoted } from './feel-values.ts'
import { finite } from './juel-values.ts'

/** A plain function of FEEL: its cost grows no faster than its arguments. */
export type FeelFunction = { least: number; most: number; run(args: unknown[]): unknown }

/** The functions that are computed in this thread; all others of FEEL are the library's, in a worker. Strings count code points (DMN 1.3, 10.3.4.3). */
export const feelFunctions: Record<string, FeelFunction> = {
  not: of(1, ([value]) => (typeof value === 'boolean' ? !value : null)),
  'is defined': of(1, ([value]) => value !== null),
  'get or else': of(2, ([value, other]) => value ?? other),
  'string length': of(1, ([text]) => [...textOf(text)].length),
  'upper case': of(1, ([text]) => textOf(text).toUpperCase()),
  'lower case': of(1, ([text]) => textOf(text).toLowerCase()),
  contains: of(2, ([text, part]) => textOf(text).includes(textOf(part))),
  'starts with': of(2, ([text, part]) => textOf(text).startsWith(textOf(part))),
  'ends with': of(2, ([text, part]) => textOf(text).endsWith(textOf(part))),
  'substring before': of(2, ([text, part]) => textOf(text).slice(0, Math.max(0, textOf(text).indexOf(textOf(part))))),
  'list contains': of(2, ([list, item]) => listOf(list).some((each) => equalFeel(each, item) === true)),
  count: of(1, ([list]) => listOf(list).length),
  sum: numbers((list) => list.reduce((total, each) => total + each, 0)),
  min: numbers((list) => list.reduce((least, each) => Math.min(least, each), Infinity)),
  max: numbers((list) => list.reduce((most, each) => Math.max(most, each), -Infinity)),
  mean: numbers((list) => list.reduce((total, each) => total + each, 0) / list.length),
  abs: of(1, ([value]) => Math.abs(numberOf(value, 'take the absolute value of'))),
  floor: of(1, ([value]) => Math.floor(numberOf(value, 'round'))),
  ceiling: of(1, ([value]) => Math.ceil(numberOf(value, 'round'))),
  modulo: of(2, ([value, divisor]) => modulo(numberOf(value, 'divide'), numberOf(divisor, 'divide by'))),
  even: of(1, ([value]) => Math.abs(numberOf(value, 'look whether even')) % 2 === 0),
  odd: of(1, ([value]) => Math.abs(numberOf(value, 'look whether odd')) % 2 === 1),
}

function of(count: number, run: FeelFunction['run']): FeelFunction {
  return { least: count, most: count, run }
}

/** Takes one list, or the numbers one by one; of no numbers the result is null. */
function numbers(run: (list: number[]) => number): FeelFunction {
  return {
    least: 1,
    most: Infinity,
    run: (args) => {
      const list = args.length === 1 ? listOf(args[0]) : args
      return list.length === 0 ? null : finite(run(list.map((each) => numberOf(each, 'calculate with'))))
    },
  }
}

/** The remainder with the sign of the divisor (DMN 1.3, table 68). */
function modulo(value: number, divisor: number): number {
  return finite(value - divisor * Math.floor(value / divisor))
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new ExpressionError(`not a text: ${quoted(value)}`)
  return value
}

/** A single value stands for the list of it (10.3.2.9.4). */
function listOf(value: unknown): unknown[] {
  if (value === null) throw new ExpressionError('not a list: null')
  return Array.isArray(value) ? value : [value]
}
