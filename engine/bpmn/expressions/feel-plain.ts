import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin'
import { ExpressionError } from './expression.ts'
import { finite } from './juel-values.ts'

/**
 * A result of FEEL as plain data, because variables hold nothing else: dates, times and durations become their ISO text, contexts objects.
 * @throws ExpressionError for a range, a function and a number that is not finite
 */
export function plainFeel(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return finite(value)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (isTemporal(value)) return String(value)
  if (Array.isArray(value)) return value.map(plainFeel)
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainFeel(entry)]))
  throw new ExpressionError('the result is a range or a function, which is no data')
}

export const isTemporal = (value: unknown): boolean =>
  value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime || value instanceof FeelDuration
