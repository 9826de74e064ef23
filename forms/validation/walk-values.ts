import { isRecord } from '../component.ts'
import type { FieldOutline } from './outline.ts'

/** One field at one place of the data. `level` is the object that holds it: the whole, a container or a grid row. */
export type Place<F = FieldOutline> = { field: F; path: string; level: Record<string, unknown>; value: unknown }

type Walkable<F> = Pick<FieldOutline, 'key' | 'shape'> & { fields: readonly F[] }

/** Every field of a form at every place where cleaned data has it, also where it is empty, in the form's order. */
export function placesOf<F extends Walkable<F>>(fields: readonly F[], level: Record<string, unknown>, at = ''): Place<F>[] {
  return fields.flatMap((field) => {
    const path = at + field.key
    const value = level[field.key]
    const own: Place<F> = { field, path, level, value }
    if (field.shape === 'container') return isRecord(value) ? [own, ...placesOf(field.fields, value, `${path}.`)] : [own]
    if (field.shape !== 'grid' || !Array.isArray(value)) return [own]
    return [own, ...value.flatMap((row, index) => (isRecord(row) ? placesOf(field.fields, row, `${path}[${index}].`) : []))]
  })
}
