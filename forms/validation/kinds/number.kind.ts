import { numberOf } from '../numbers.ts'
import type { Field } from '../compile.ts'
import { empty, isAbsent, valued, wrong, type Checked, type Kind } from './kind.ts'

/** Beyond this a double no longer holds two decimals exactly. */
const largest = 1e13

/** Numbers only: "12" in a number field is a client's mistake that we do not guess about. */
export const numberKind: Kind = (value, field) => {
  if (isAbsent(value)) return empty
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > largest) return wrong('number')
  return decimalsFault(value, field) ?? rangeFault(value, field) ?? valued(value)
}

function decimalsFault(value: number, { component, type }: Field): Checked | undefined {
  const count = numberOf(component.decimalLimit) ?? (type === 'currency' ? 2 : undefined)
  return count !== undefined && Number(value.toFixed(Math.min(count, 10))) !== value ? wrong('decimals', { count }) : undefined
}

function rangeFault(value: number, { validate }: Field): Checked | undefined {
  const min = numberOf(validate.min)
  if (min !== undefined && value < min) return wrong('min', { min })
  const max = numberOf(validate.max)
  return max !== undefined && value > max ? wrong('max', { max }) : undefined
}
