import type { Expression } from '../../bpmn/expressions/expression.ts'
import type { Visit } from '../behaviour.ts'
import { TokenFailure } from '../environment.ts'

/** The name of a message or signal, which may be an expression. @throws TokenFailure when it gives no text */
export function nameOf({ node, evaluate }: Visit, expression: Expression): string {
  const name = evaluate(expression)
  if (typeof name !== 'string' || name === '') throw new TokenFailure('expression', `the name that ${node.name || node.id} waits for or throws is empty`)
  return name
}
