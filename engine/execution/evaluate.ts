import type { Expression } from '../bpmn/expressions/expression.ts'
import type { Workspace } from './workspace.ts'

/** Expressions see the variables of their execution's scopes and nothing else. */
export function evaluator(rows: Workspace, executionId: string): (expression: Expression) => unknown {
  return (expression) => expression.evaluate((name) => rows.variable(executionId, name)?.value)
}
