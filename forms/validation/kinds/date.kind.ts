import { isCalendarDay } from '../days.ts'
import { empty, isAbsent, valued, wrong, type Kind } from './kind.ts'

/** A text field with `inputType: "date"`: stored exactly as `YYYY-MM-DD`, and the day must exist. */
export const dateKind: Kind = (value) => {
  if (isAbsent(value)) return empty
  if (typeof value !== 'string') return wrong('date')
  const day = value.trim()
  if (day === '') return empty
  return isCalendarDay(day) ? valued(day) : wrong('date')
}
