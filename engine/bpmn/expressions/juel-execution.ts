import { ExpressionError, type VariableReader } from './expression.ts'
import { factOf } from './execution-facts.ts'
import { shown } from './juel-values.ts'

/** `execution.…` of an expression: what Camunda's execution tells, as far as it only reads. */
export function callExecution(method: string, args: unknown[], variables: VariableReader): unknown {
  if (method === 'getVariable') return variables(nameIn(args)) ?? null
  if (method === 'hasVariable') return variables(nameIn(args)) !== undefined
  if (/^(set|remove|create)[A-Z]/.test(method)) throw new ExpressionError(`execution.${method} can not be called in an expression, which only reads`)
  const name = /^get([A-Z]\w*)$/.exec(method)?.[1]
  if (name === undefined || args.length > 0) throw new ExpressionError(`unknown method ${method} of execution`)
  return executionFact(name.charAt(0).toLowerCase() + name.slice(1), variables)
}

/** `execution.businessKey`, `execution.currentActivityId` … @throws ExpressionError for what is not known here */
export function executionFact(name: string, variables: VariableReader): unknown {
  const value = factOf(variables, name === 'businessKey' ? 'processBusinessKey' : name)
  if (value === undefined) throw new ExpressionError(`unknown property ${name} of execution`)
  return value
}

function nameIn([name]: unknown[]): string {
  if (typeof name !== 'string' || name === 'execution') throw new ExpressionError(`not the name of a variable: ${shown(name ?? null)}`)
  return name
}
