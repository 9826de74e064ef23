import { ExpressionError } from './expression.ts'
import { instantMethods } from './juel-instants.ts'
import { areEqual, asNumber, asText as text, compare, join } from './juel-values.ts'

/** The only methods an expression may call, by the kind of value they are called on; named as Java's, which models call. */
export type Method = (value: unknown, args: unknown[]) => unknown

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const entries = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null ? Object.entries(value) : [])

const ofString: Record<string, Method> = {
  length: (value) => text(value).length,
  isEmpty: (value) => text(value) === '',
  isBlank: (value) => text(value).trim() === '',
  equals: (value, [other]) => value === other,
  equalsIgnoreCase: (value, [other]) => text(value).toLowerCase() === text(other).toLowerCase(),
  compareTo: (value, [other]) => (text(value) === text(other) ? 0 : text(value) < text(other) ? -1 : 1),
  contains: (value, [part]) => text(value).includes(text(part)),
  startsWith: (value, [part]) => text(value).startsWith(text(part)),
  endsWith: (value, [part]) => text(value).endsWith(text(part)),
  indexOf: (value, [part]) => text(value).indexOf(text(part)),
  lastIndexOf: (value, [part]) => text(value).lastIndexOf(text(part)),
  charAt: (value, [index]) => text(value).charAt(asNumber(index ?? 0)),
  substring: (value, [from, to]) => text(value).substring(asNumber(from ?? 0), to === undefined ? undefined : asNumber(to)),
  concat: (value, [other]) => join([text(value), text(other)]),
  replace: (value, [part, other]) => replaced(text(value), text(part), text(other)),
  toLowerCase: (value) => text(value).toLowerCase(),
  toUpperCase: (value) => text(value).toUpperCase(),
  trim: (value) => text(value).trim(),
  toString: text,
  ...instantMethods,
}

const ofList: Record<string, Method> = {
  size: (value) => list(value).length,
  isEmpty: (value) => list(value).length === 0,
  contains: (value, [item]) => list(value).includes(item),
  containsAll: (value, [items]) => list(items).every((item) => list(value).includes(item)),
  get: (value, [index]) => itemAt(list(value), asNumber(index ?? 0)),
  indexOf: (value, [item]) => list(value).indexOf(item),
  lastIndexOf: (value, [item]) => list(value).lastIndexOf(item),
  toString: text,
}

const ofContext: Record<string, Method> = {
  size: (value) => entries(value).length,
  isEmpty: (value) => entries(value).length === 0,
  containsKey: (value, [key]) => entries(value).some(([each]) => each === key),
  containsValue: (value, [item]) => entries(value).some(([, each]) => each === item),
  get: (value, [key]) => entries(value).find(([each]) => each === key)?.[1] ?? null,
  keySet: (value) => entries(value).map(([key]) => key),
  values: (value) => entries(value).map(([, item]) => item),
  toString: text,
}

const ofOther: Record<string, Method> = {
  toString: text,
  equals: (value, [other]) => value === other,
  compareTo: (value, [other]) => Math.sign(compare(value, other) ?? 0),
  booleanValue: (value) => areEqual(value, true),
  intValue: (value) => Math.trunc(asNumber(value)),
  longValue: (value) => Math.trunc(asNumber(value)),
  doubleValue: asNumber,
}

/** What may be called on a value that is not null. */
export function methodsOf(value: unknown): Record<string, Method> {
  if (Array.isArray(value)) return ofList
  if (typeof value === 'string') return ofString
  return typeof value === 'object' ? ofContext : ofOther
}

function itemAt(items: unknown[], index: number): unknown {
  if (!Number.isInteger(index) || index < 0 || index >= items.length) throw new ExpressionError(`the list has no item ${index}`)
  return items[index] ?? null
}

/** Every occurrence of a part; counted before, so that a text can not grow out of all bounds. */
function replaced(value: string, part: string, other: string): string {
  return join(part === '' ? [value] : value.split(part).flatMap((piece, index) => (index === 0 ? [piece] : [other, piece])))
}
