import { ExpressionError } from './expression.ts'
import { finite, join, shown } from './juel-values.ts'

/** Values of FEEL that JSON can hold, compared and added as DMN 1.3, 10.3.2.8 and 10.3.2.13 say, and stricter where parseFeel says so. */

export type Order = '<' | '<=' | '>' | '>='

/** Equal of the same kind; null when the kinds differ, because then neither yes nor no is true. Null equals only null. */
export function equalFeel(left: unknown, right: unknown): boolean | null {
  if (left === null || right === null) return left === right
  if (kindOf(left) !== kindOf(right)) return null
  return typeof left === 'object' ? isSameData(left, right) : left === right
}

/** Null when one side is null. @throws ExpressionError for kinds that have no order between them. */
export function orderFeel(left: unknown, operator: Order, right: unknown): boolean | null {
  if (left === null || right === null) return null
  if (!(typeof left === 'number' && typeof right === 'number') && !(typeof left === 'string' && typeof right === 'string'))
    throw new ExpressionError(`cannot compare ${quoted(left)} with ${quoted(right)}`)
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return operator === '>' ? left > right : left >= right
}

/** @throws ExpressionError for anything but two numbers, or two texts to join. */
export function addFeel(left: unknown, right: unknown): unknown {
  if (typeof left === 'string' && typeof right === 'string') return join([left, right])
  return finite(numberOf(left, 'add') + numberOf(right, 'add'))
}

export function numberOf(value: unknown, verb: string): number {
  if (typeof value !== 'number') throw new ExpressionError(`cannot ${verb} ${quoted(value)}: it is not a number`)
  return value
}

/** True, false or null: what logic may work with. */
export function truthOf(value: unknown): boolean | null {
  if (typeof value === 'boolean' || value === null) return value
  throw new ExpressionError(`not true or false: ${quoted(value)}`)
}

/** An entry of plain data by its own name; a list gives the entry of each item (10.3.2.7). */
export function entryOf(value: unknown, name: string): unknown {
  if (value === null) return null
  if (Array.isArray(value)) return value.map((item) => entryOf(item, name))
  if (typeof value !== 'object') throw new ExpressionError(`${quoted(value)} has no ${name}`)
  return Object.hasOwn(value, name) ? (Reflect.get(value, name) ?? null) : null
}

export const quoted = (value: unknown): string => (typeof value === 'string' ? `"${shown(value)}"` : value === null ? 'null' : shown(value))

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value
}

function isSameData(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right
  const [ours, theirs] = [Object.entries(left), Object.entries(right)]
  return (
    Array.isArray(left) === Array.isArray(right) &&
    ours.length === theirs.length &&
    ours.every(([key, value]) => Object.hasOwn(right, key) && isSameData(value, Reflect.get(right, key)))
  )
}
