import { duration, parseDate, parseDateTime, parseTime } from 'feelin'
import { ExpressionError } from '../../bpmn/expressions/expression.ts'
import { isTemporal } from '../../bpmn/expressions/feel-plain.ts'
import { quoted } from '../../bpmn/expressions/feel-values.ts'
import type { FeelType } from '../decision-model.ts'

/**
 * A value as the type that the model declares for it. Variables are JSON, so that dates come as ISO text and numbers sometimes as text: what reads as the
 * type is taken as it, as Camunda does. Null has every type.
 * @throws ExpressionError when the value is not of that type
 */
export function coerce(value: unknown, type: FeelType, what: string): unknown {
  if (value === null || value === undefined) return null
  const coerced = coercions[type](value)
  if (coerced === undefined || coerced === null) throw new ExpressionError(`${what} must be ${type}, not ${quoted(value)}`)
  return coerced
}

/** Each gives undefined for what does not read as its type. */
const coercions: Record<FeelType, (value: unknown) => unknown> = {
  any: (value) => value,
  string: (value) => (typeof value === 'object' ? (isTemporal(value) ? String(value) : undefined) : String(value)),
  boolean: (value) => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined),
  number: numberOf,
  integer: (value) => (Number.isInteger(numberOf(value)) ? numberOf(value) : undefined),
  date: (value) => temporal(value, (text) => (text.includes('T') ? parseDateTime(text) : parseDate(text))),
  time: (value) => temporal(value, parseTime),
  duration: (value) => temporal(value, (text) => (/^-?P/.test(text) ? duration(text) : null)),
  list: (value) => (Array.isArray(value) ? value : [value]),
  context: (value) => (typeof value === 'object' && !Array.isArray(value) && !isTemporal(value) ? value : undefined),
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function temporal(value: unknown, parse: (text: string) => unknown): unknown {
  if (isTemporal(value)) return value
  if (typeof value !== 'string') return undefined
  try {
    return parse(value)
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
