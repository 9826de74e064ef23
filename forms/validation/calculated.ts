import type { Field } from './compile.ts'
import type { Issue } from './issue.ts'
import type { Place } from './walk-values.ts'

/** An author's formula may yield anything: a result that is not of the field's type is an issue, not data. */
export function checkCalculated(places: readonly Place<Field>[]): Issue[] {
  return places.flatMap(({ field, path, value }) => {
    if (field.locked !== 'calculated') return []
    const checked = field.kind(value, field)
    return checked.is === 'wrong' ? [{ path, label: field.label, ...checked.problem }] : []
  })
}
