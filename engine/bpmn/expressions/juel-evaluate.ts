import { ExpressionError, type VariableReader } from './expression.ts'
import { callExecution, executionFact } from './juel-execution.ts'
import { juelFunctions } from './juel-functions.ts'
import { methodsOf } from './juel-methods.ts'
import type { Ast } from './juel-parser.ts'
import { add, areEqual, asBoolean, asNumber, asText, compare, finite, isEmpty, shown } from './juel-values.ts'

/** Walks the tree; no host object is reachable: only own properties of plain data and listed methods. */
export function evaluateJuel(ast: Ast, variables: VariableReader): unknown {
  switch (ast.kind) {
    case 'literal':
      return ast.value
    case 'name':
      return readVariable(ast.name, variables)
    case 'function':
      return callFunction(ast.name, ast.args.length, variables)
    case 'member':
      if (isExecution(ast.object)) return executionFact(asText(evaluateJuel(ast.property, variables)), variables)
      return readMember(evaluateJuel(ast.object, variables), evaluateJuel(ast.property, variables))
    case 'call':
      return call(ast, variables)
    case 'unary':
      return unary(ast.operator, evaluateJuel(ast.operand, variables))
    case 'binary':
      return binary(ast, variables)
    case 'conditional':
      return evaluateJuel(asBoolean(evaluateJuel(ast.test, variables)) ? ast.then : ast.otherwise, variables)
  }
}

function readVariable(name: string, variables: VariableReader): unknown {
  const value = variables(name)
  if (value === undefined) throw new ExpressionError(`unknown variable ${name}`)
  return value
}

function readMember(object: unknown, property: unknown): unknown {
  if (object === null || object === undefined) throw new ExpressionError(`cannot read ${shown(property)} of null`)
  if (Array.isArray(object)) return readItem(object, property)
  if (typeof object === 'object' && Object.hasOwn(object, asText(property))) return Reflect.get(object, asText(property))
  throw new ExpressionError(`unknown property ${shown(property)}`)
}

function readItem(list: unknown[], property: unknown): unknown {
  if (typeof property === 'number') return list[property] ?? null
  if (property === 'length' || property === 'size') return list.length
  throw new ExpressionError(`unknown property ${shown(property)} of a list`)
}

const isExecution = (ast: Ast): boolean => ast.kind === 'name' && ast.name === 'execution'

function callFunction(name: string, argCount: number, variables: VariableReader): unknown {
  const run = juelFunctions[name]
  if (!run || argCount > 0) throw new ExpressionError(`${name} is called with ${argCount} arguments`)
  return run(variables)
}

function call({ object, method, args }: Extract<Ast, { kind: 'call' }>, variables: VariableReader): unknown {
  const values = args.map((arg) => evaluateJuel(arg, variables))
  return isExecution(object) ? callExecution(method, values, variables) : callMethod(evaluateJuel(object, variables), method, values)
}

function callMethod(object: unknown, method: string, args: unknown[]): unknown {
  if (object === null || object === undefined) throw new ExpressionError(`cannot call ${method} of null`)
  const known = methodsOf(object)
  const run = Object.hasOwn(known, method) ? known[method] : undefined
  if (!run) throw new ExpressionError(`unknown method ${method}`)
  return run(object, args)
}

function unary(operator: string, value: unknown): unknown {
  if (operator === '!') return !asBoolean(value)
  if (operator === '-') return -asNumber(value)
  return isEmpty(value)
}

function binary(ast: Extract<Ast, { kind: 'binary' }>, variables: VariableReader): unknown {
  const left = evaluateJuel(ast.left, variables)
  if (ast.operator === '&&') return asBoolean(left) && asBoolean(evaluateJuel(ast.right, variables))
  if (ast.operator === '||') return asBoolean(left) || asBoolean(evaluateJuel(ast.right, variables))
  const right = evaluateJuel(ast.right, variables)
  const operation = operations[ast.operator]
  if (!operation) throw new ExpressionError(`unknown operator ${ast.operator}`)
  return operation(left, right)
}

const operations: Record<string, (left: unknown, right: unknown) => unknown> = {
  '==': (left, right) => areEqual(left, right),
  '!=': (left, right) => !areEqual(left, right),
  '<': (left, right) => (compare(left, right) ?? 0) < 0,
  '>': (left, right) => (compare(left, right) ?? 0) > 0,
  '<=': (left, right) => (compare(left, right) ?? 1) <= 0,
  '>=': (left, right) => (compare(left, right) ?? -1) >= 0,
  '+': add,
  '-': (left, right) => finite(asNumber(left) - asNumber(right)),
  '*': (left, right) => finite(asNumber(left) * asNumber(right)),
  '/': (left, right) => finite(asNumber(left) / asNumber(right)),
  '%': (left, right) => finite(asNumber(left) % asNumber(right)),
}
