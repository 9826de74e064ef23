import { empty, isAbsent, valued, wrong, type Kind } from './kind.ts'

/** Radio and select: a code of the form's own list. Codes are text, so "320206" never becomes a number. */
export const choiceKind: Kind = (value, field) => {
  if (isAbsent(value)) return empty
  return typeof value === 'string' && field.options.has(value) ? valued(value) : wrong('option')
}
