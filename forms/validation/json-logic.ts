import { isRecord } from '../component.ts'

/**
 * JSONLogic as the libraries ship it can leave the sandbox: `method` calls any function of any value, and a `var` path
 * reaches constructors. So operators are a closed list, and paths lead into the submission only.
 */
const operators: ReadonlySet<string> = new Set([
  'var',
  'missing',
  'missing_some',
  'if',
  '?:',
  '==',
  '===',
  '!=',
  '!==',
  '!',
  '!!',
  'or',
  'and',
  '>',
  '>=',
  '<',
  '<=',
  'max',
  'min',
  '+',
  '-',
  '*',
  '/',
  '%',
  'map',
  'filter',
  'reduce',
  'all',
  'none',
  'some',
  'merge',
  'in',
  'cat',
  'substr',
])

/** Operators whose logic runs once per element; inside each other they would multiply. */
const loops: ReadonlySet<string> = new Set(['map', 'filter', 'reduce', 'all', 'none', 'some'])

const segment = /^(?!(?:__proto__|constructor|prototype)$)[A-Za-z0-9_]+$/
const roots = new Set(['data', 'row', 'value', 'current', 'accumulator'])

/** @returns what is wrong with the expression, or undefined when both sides may run it. */
export function jsonLogicFault(logic: unknown, depth = 0, inLoop = false): string | undefined {
  if (depth > 20) return 'depth'
  if (Array.isArray(logic)) return firstFault(logic, depth, inLoop)
  return isRecord(logic) ? operationFault(logic, depth, inLoop) : undefined
}

function operationFault(logic: Record<string, unknown>, depth: number, inLoop: boolean): string | undefined {
  const [operator, ...more] = Object.keys(logic)
  if (operator === undefined || more.length > 0) return 'operator'
  const argument = logic[operator]
  if (!operators.has(operator) || (inLoop && loops.has(operator))) return operator
  if (operator === 'var') return varFault(argument, inLoop)
  if (operator.startsWith('missing')) return pathsFault(argument)
  return jsonLogicFault(argument, depth + 1, inLoop || loops.has(operator))
}

export const isSafeJsonLogic = (logic: unknown): boolean => jsonLogicFault(logic) === undefined

function firstFault(parts: unknown[], depth: number, inLoop: boolean): string | undefined {
  for (const part of parts) {
    const fault = jsonLogicFault(part, depth + 1, inLoop)
    if (fault) return fault
  }
  return undefined
}

/** The path must be a plain text: a computed one could become anything at run time. */
function varFault(argument: unknown, inLoop: boolean): string | undefined {
  const path: unknown = Array.isArray(argument) ? argument[0] : argument
  if (typeof path !== 'string') return 'var'
  if (path === '') return inLoop ? undefined : 'var'
  return isSafePath(path, inLoop) ? undefined : `var ${path}`
}

function pathsFault(argument: unknown): string | undefined {
  const paths = Array.isArray(argument) ? argument.flat(2) : [argument]
  return paths.every((path) => typeof path === 'number' || (typeof path === 'string' && isSafePath(path, false))) ? undefined : 'missing'
}

function isSafePath(path: string, inLoop: boolean): boolean {
  const segments = path.split('.')
  return segments.every((part) => segment.test(part)) && (inLoop || roots.has(segments[0] ?? ''))
}
