import { empty, isAbsent, valued, wrong, type Kind } from './kind.ts'

export const timeKind: Kind = (value) => {
  if (isAbsent(value)) return empty
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value) ? valued(value) : wrong('time')
}
