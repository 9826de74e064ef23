import { addDuration, parseInstant } from '../timer.ts'
import { ExpressionError } from './expression.ts'
import { asNumber, asText, shown } from './juel-values.ts'

/** Steps of an instant, for `${dateTime().plusDays(3).toDate()}`: instants are ISO text, so they are methods of text that reads as one. */
export const instantMethods: Record<string, (value: unknown, args: unknown[]) => unknown> = {
  plusSeconds: plus((count) => `PT${count}S`),
  plusMinutes: plus((count) => `PT${count}M`),
  plusHours: plus((count) => `PT${count}H`),
  plusDays: plus((count) => `P${count}D`),
  plusWeeks: plus((count) => `P${count}W`),
  plusMonths: plus((count) => `P${count}M`),
  plusYears: plus((count) => `P${count}Y`),
  minusSeconds: minus(1_000),
  minusMinutes: minus(60_000),
  minusHours: minus(3_600_000),
  minusDays: minus(86_400_000),
  minusWeeks: minus(7 * 86_400_000),
  toDate: instant,
}

function plus(durationOf: (count: number) => string) {
  return (value: unknown, [count]: unknown[]): string => {
    const steps = whole(count)
    const result = steps === 0 ? instant(value) : addDuration(instant(value), durationOf(steps))
    if (result === undefined) throw new ExpressionError(`${shown(value)} and ${steps} more lead beyond the year 9999`)
    return result
  }
}

function minus(stepMs: number) {
  return (value: unknown, [count]: unknown[]): string => {
    const result = Date.parse(instant(value)) - whole(count) * stepMs
    if (result < Date.parse('0001-01-01T00:00:00Z')) throw new ExpressionError(`${shown(value)} less ${shown(count)} leads before the year 1`)
    return new Date(result).toISOString()
  }
}

function instant(value: unknown): string {
  const read = parseInstant(asText(value))
  if (read === undefined) throw new ExpressionError(`not a date: ${shown(value)}`)
  return read
}

function whole(count: unknown): number {
  const number = asNumber(count ?? 0)
  if (!Number.isInteger(number) || number < 0 || number > 1e9) throw new ExpressionError(`not a whole number from 0 on: ${shown(count)}`)
  return number
}
