import { ExpressionError, type VariableReader } from './expression.ts'
import { factOf } from './execution-facts.ts'

/** Functions without an object: Camunda's, of which each is a fact of the command. Instants are ISO text in UTC. */
export const juelFunctions: Record<string, (variables: VariableReader) => unknown> = {
  now: (variables) => fact(variables, 'now'),
  dateTime: (variables) => fact(variables, 'now'),
  currentUser: (variables) => fact(variables, 'currentUser'),
  currentUserGroups: (variables) => fact(variables, 'currentUserGroups'),
}

function fact(variables: VariableReader, name: string): unknown {
  const value = factOf(variables, name)
  if (value === undefined) throw new ExpressionError(`${name} is not known here`)
  return value
}
