import { isRecord } from '../../component.ts'
import { empty, isAbsent, valued, wrong, type Kind } from './kind.ts'

/** `{code: boolean}` over the form's own list; codes that were not sent stay absent. */
export const selectboxesKind: Kind = (value, field) => {
  if (isAbsent(value)) return empty
  if (!isRecord(value)) return wrong('object')
  // The renderer adds an entry with an empty key before anything is chosen.
  const chosen = Object.entries(value).filter(([code]) => code !== '')
  const fits = chosen.every(([code, on]) => field.options.has(code) && typeof on === 'boolean')
  return fits ? valued(Object.fromEntries(chosen)) : wrong('option')
}
