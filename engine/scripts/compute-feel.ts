import { ExpressionError } from '../bpmn/expressions/expression.ts'
import { parseFeel } from '../bpmn/expressions/feel.ts'
import type { ComputeAnswer, ComputeNeed } from '../execution/need.ts'
import { maxResultLength } from './task.ts'

/** Evaluates a FEEL expression or script; called in a worker. */
export function computeFeel({ source, variables }: ComputeNeed): ComputeAnswer {
  try {
    const result = parseFeel(source).evaluate((name) => (Object.hasOwn(variables, name) ? variables[name] : undefined))
    if (JSON.stringify(result).length > maxResultLength) return { failure: `the result is longer than ${maxResultLength} characters` }
    return { result, variables: [] }
  } catch (error) {
    if (error instanceof ExpressionError) return { failure: error.message }
    throw error
  }
}
