import type { TypedValue } from './state.ts'

/** A value with the type it came with, where the plain value would not say it: Long, Date, Xml, File … */
export class Typed {
  readonly typed: TypedValue
  constructor(typed: TypedValue) {
    this.typed = typed
  }
}

/** The type Camunda's API would show for a plain value. Numbers are doubles unless they are 32-bit integers; what JSON can not hold is null at once, not only after a restart. */
export function typed(value: unknown): TypedValue {
  if (value instanceof Typed) return value.typed
  if (value === null || value === undefined) return { type: 'Null', value: null }
  if (typeof value === 'string') return { type: 'String', value }
  if (typeof value === 'boolean') return { type: 'Boolean', value }
  return typeof value === 'number' ? numberOf(value) : { type: 'Json', value }
}

function numberOf(value: number): TypedValue {
  if (!Number.isFinite(value)) return { type: 'Null', value: null }
  return { type: Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'Integer' : 'Double', value }
}

/** The other way: a stored value that keeps its type when it is set again, also after a stay in a job's JSON. */
export function retyped(variables: Record<string, TypedValue>): Record<string, Typed> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, new Typed(value)]))
}
