import type { TypedValue } from './state.ts'

/** The type Camunda's API would show for a plain value. Numbers are doubles unless they are 32-bit integers; what JSON can not hold is null at once, not only after a restart. */
export function typed(value: unknown): TypedValue {
  if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return { type: 'Null', value: null }
  if (typeof value === 'string') return { type: 'String', value }
  if (typeof value === 'boolean') return { type: 'Boolean', value }
  if (typeof value === 'number') return { type: Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'Integer' : 'Double', value }
  return { type: 'Json', value }
}
