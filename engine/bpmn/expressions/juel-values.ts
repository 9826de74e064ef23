import { ExpressionError } from './expression.ts'

/** A variable may hold one megabyte; a longer text could not be kept and would only cost memory. */
const maxText = 1_048_576

/** How a value reads inside text. Plain data is shown as JSON: its own `toString` is data of a stranger and is never called. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** @throws ExpressionError when the text would be longer than a variable may be. */
export function join(parts: string[]): string {
  if (parts.reduce((length, part) => length + part.length, 0) > maxText) throw new ExpressionError(`the text is longer than ${maxText} characters`)
  return parts.join('')
}

export function asNumber(value: unknown): number {
  if (value === null || value === '') return 0
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  if (Number.isNaN(number)) throw new ExpressionError(`not a number: ${shown(value)}`)
  return number
}

/** Infinity and NaN can not be stored: what a restart would change into null must not come about. */
export function finite(number: number): number {
  if (!Number.isFinite(number)) throw new ExpressionError('the result is not a finite number')
  return number
}

export function asBoolean(value: unknown): boolean {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false' || value === null || value === '') return false
  throw new ExpressionError(`not true or false: ${shown(value)}`)
}

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** As in JUEL: beside a number or a boolean, a string is compared as one when it reads as one. */
export function areEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof right === 'string' && typeof left !== 'string') return areEqual(right, left)
  if (typeof left !== 'string') return false
  if (typeof right === 'boolean') return left === String(right)
  return typeof right === 'number' && left.trim() !== '' && Number(left) === right
}

/** As in JUEL: nothing is less or greater than null. Undefined means that neither holds. */
export function compare(left: unknown, right: unknown): number | undefined {
  if (left === right) return 0
  if (left === null || right === null) return undefined
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : 1
  return asNumber(left) - asNumber(right)
}

/** Adds as JUEL does where both sides read as numbers. Joining other text is ours: JUEL would refuse it. */
export function add(left: unknown, right: unknown): unknown {
  const isJoined = (typeof left === 'string' || typeof right === 'string') && !(readsAsNumber(left) && readsAsNumber(right))
  return isJoined ? join([asText(left), asText(right)]) : finite(asNumber(left) + asNumber(right))
}

function readsAsNumber(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '' && !Number.isNaN(Number(value))
  return typeof value === 'number' || value === null
}

/** Short enough for an incident's sentence. */
export function shown(value: unknown): string {
  const text = asText(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
