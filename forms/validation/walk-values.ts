import { isRecord } from '../component.ts'
import type { Field } from './compile.ts'

/** One field at one place of the data. `level` is the object that holds it: the whole, a container or a grid row. */
export type Place = { field: Field; path: string; level: Record<string, unknown>; value: unknown }

/** Every field of a form at every place where cleaned data has it, also where it is empty, in the form's order. */
export function placesOf(fields: readonly Field[], level: Record<string, unknown>, at = ''): Place[] {
  return fields.flatMap((field) => {
    const path = at + field.key
    const value = level[field.key]
    const own: Place = { field, path, level, value }
    if (field.shape === 'container') return isRecord(value) ? [own, ...placesOf(field.fields, value, `${path}.`)] : [own]
    if (field.shape !== 'grid' || !Array.isArray(value)) return [own]
    return [own, ...value.flatMap((row, index) => (isRecord(row) ? placesOf(field.fields, row, `${path}[${index}].`) : []))]
  })
}
