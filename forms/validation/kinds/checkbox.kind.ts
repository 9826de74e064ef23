import { empty, isAbsent, valued, wrong, type Kind } from './kind.ts'

export const checkboxKind: Kind = (value) => {
  if (isAbsent(value)) return empty
  return typeof value === 'boolean' ? valued(value) : wrong('boolean')
}
