import { numberOf } from '../numbers.ts'
import { empty, isAbsent, valued, wrong, type Kind } from './kind.ts'

/** Beyond this a double no longer holds two decimals exactly. */
const largest = 1e13

/** Numbers only: "12" in a number field is a client's mistake that we do not guess about. */
export const numberKind: Kind = (value, field) => {
  if (isAbsent(value)) return empty
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > largest) return wrong('number')
  const decimals = numberOf(field.component.decimalLimit) ?? (field.type === 'currency' ? 2 : undefined)
  if (decimals !== undefined && Number(value.toFixed(Math.min(decimals, 10))) !== value) return wrong('decimals', { count: decimals })
  const least = numberOf(field.validate.min)
  if (least !== undefined && value < least) return wrong('min', { min: least })
  const most = numberOf(field.validate.max)
  return most !== undefined && value > most ? wrong('max', { max: most }) : valued(value)
}
