import { ExpressionError, type VariableReader } from './expression.ts'
import { methods } from './juel-methods.ts'
import type { Ast } from './juel-parser.ts'

/** Walks the tree; no host object is reachable: only own properties of plain data and listed methods. */
export function evaluateJuel(ast: Ast, variables: VariableReader): unknown {
  switch (ast.kind) {
    case 'literal':
      return ast.value
    case 'name':
      return readVariable(ast.name, variables)
    case 'member':
      return readMember(evaluateJuel(ast.object, variables), evaluateJuel(ast.property, variables))
    case 'call':
      return callMethod(evaluateJuel(ast.object, variables), ast.method, ast.args.map((arg) => evaluateJuel(arg, variables)))
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
  if (object === null || object === undefined) throw new ExpressionError(`cannot read ${String(property)} of null`)
  if (Array.isArray(object)) return typeof property === 'number' ? (object[property] ?? null) : methodless(object, property)
  if (typeof object === 'object' && Object.hasOwn(object, String(property))) return Reflect.get(object, String(property))
  throw new ExpressionError(`unknown property ${String(property)}`)
}

function methodless(object: unknown[], property: unknown): unknown {
  if (property === 'length' || property === 'size') return object.length
  throw new ExpressionError(`unknown property ${String(property)} of a list`)
}

function callMethod(object: unknown, method: string, args: unknown[]): unknown {
  const kind = Array.isArray(object) ? 'list' : typeof object === 'string' ? 'string' : 'other'
  const call = Object.hasOwn(methods[kind], method) ? methods[kind][method] : undefined
  if (!call) throw new ExpressionError(`unknown method ${method}`)
  return call(object, args)
}

function unary(operator: string, value: unknown): unknown {
  if (operator === '!') return !asBoolean(value)
  if (operator === '-') return -asNumber(value)
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
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
  '==': (left, right) => equal(left, right),
  '!=': (left, right) => !equal(left, right),
  '<': (left, right) => compare(left, right) < 0,
  '>': (left, right) => compare(left, right) > 0,
  '<=': (left, right) => compare(left, right) <= 0,
  '>=': (left, right) => compare(left, right) >= 0,
  '+': (left, right) => (typeof left === 'string' || typeof right === 'string' ? String(left ?? '') + String(right ?? '') : asNumber(left) + asNumber(right)),
  '-': (left, right) => asNumber(left) - asNumber(right),
  '*': (left, right) => asNumber(left) * asNumber(right),
  '/': (left, right) => asNumber(left) / asNumber(right),
  '%': (left, right) => asNumber(left) % asNumber(right),
}

/** As in JUEL: a number beside a string is compared as a number when the string is one. */
function equal(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left === 'number' && typeof right === 'string') return right.trim() !== '' && left === Number(right)
  if (typeof left === 'string' && typeof right === 'number') return equal(right, left)
  return false
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  return asNumber(left) - asNumber(right)
}

function asNumber(value: unknown): number {
  if (value === null || value === '') return 0
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  if (Number.isNaN(number)) throw new ExpressionError(`not a number: ${String(value)}`)
  return number
}

function asBoolean(value: unknown): boolean {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false' || value === null || value === '') return false
  throw new ExpressionError(`not true or false: ${String(value)}`)
}
