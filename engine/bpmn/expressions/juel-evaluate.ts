import { ExpressionError, type VariableReader } from './expression.ts'
import { methods } from './juel-methods.ts'
import type { Ast } from './juel-parser.ts'
import { add, areEqual, asBoolean, asNumber, asText, compare, finite, isEmpty, shown } from './juel-values.ts'

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
      return callMethod(
        evaluateJuel(ast.object, variables),
        ast.method,
        ast.args.map((arg) => evaluateJuel(arg, variables)),
      )
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

function callMethod(object: unknown, method: string, args: unknown[]): unknown {
  const kind = Array.isArray(object) ? 'list' : typeof object === 'string' ? 'string' : 'other'
  const call = Object.hasOwn(methods[kind], method) ? methods[kind][method] : undefined
  if (!call) throw new ExpressionError(`unknown method ${method}`)
  return call(object, args)
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
