import { asNumber, asText as text } from './juel-values.ts'

/** The only methods an expression may call, by the kind of value they are called on. */
type Method = (value: unknown, args: unknown[]) => unknown

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const ofString: Record<string, Method> = {
  length: (value) => text(value).length,
  isEmpty: (value) => text(value) === '',
  equals: (value, [other]) => value === other,
  equalsIgnoreCase: (value, [other]) => text(value).toLowerCase() === text(other).toLowerCase(),
  contains: (value, [part]) => text(value).includes(text(part)),
  startsWith: (value, [part]) => text(value).startsWith(text(part)),
  endsWith: (value, [part]) => text(value).endsWith(text(part)),
  indexOf: (value, [part]) => text(value).indexOf(text(part)),
  substring: (value, [from, to]) => text(value).substring(asNumber(from ?? 0), to === undefined ? undefined : asNumber(to)),
  toLowerCase: (value) => text(value).toLowerCase(),
  toUpperCase: (value) => text(value).toUpperCase(),
  trim: (value) => text(value).trim(),
  toString: text,
}

const ofList: Record<string, Method> = {
  size: (value) => list(value).length,
  isEmpty: (value) => list(value).length === 0,
  contains: (value, [item]) => list(value).includes(item),
  get: (value, [index]) => list(value)[asNumber(index ?? 0)] ?? null,
  indexOf: (value, [item]) => list(value).indexOf(item),
}

const ofOther: Record<string, Method> = { toString: text, equals: (value, [other]) => value === other }

export const methods: Record<'string' | 'list' | 'other', Record<string, Method>> = { string: ofString, list: ofList, other: ofOther }
