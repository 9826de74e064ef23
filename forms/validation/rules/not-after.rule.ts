import type { Rule } from './rule.ts'

/** A day or instant that may not lie after another field's. Says nothing while the other one is empty. */
export const notAfter: Rule = {
  name: 'notAfter',
  settings: { field: 'field' },
  check({ value, settings, read, labelOf }) {
    const other = String(settings.field)
    const day = read(other)
    if (typeof value !== 'string' || typeof day !== 'string' || day === '' || value <= day) return undefined
    return { key: 'notAfter', data: { other: labelOf(other), day } }
  },
}
