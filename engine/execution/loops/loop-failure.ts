import type { Expression } from '../../bpmn/expressions/expression.ts'
import type { Node } from '../../bpmn/graph.ts'
import { TokenFailure } from '../environment.ts'
import { evaluate } from '../evaluate.ts'
import type { Run } from '../run.ts'

export const loopFailure = ({ name, id }: Node, sentence: string) => new TokenFailure('loop', `${name || id}: ${sentence}`)

/** A condition of a loop. @throws TokenFailure when it is neither true nor false */
export function holds(run: Run, executionId: string, condition: Expression): boolean {
  const value = evaluate(run, executionId, condition)
  if (typeof value !== 'boolean') throw new TokenFailure('expression', `${condition.source} is neither true nor false`)
  return value
}
