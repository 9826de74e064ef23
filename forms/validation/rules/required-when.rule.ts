import { isRecord } from '../../component.ts'
import type { Rule } from './rule.ts'

/** Required only while another field has a certain code; the field stays visible and optional otherwise. */
export const requiredWhen: Rule = {
  name: 'requiredWhen',
  settings: { field: 'field', equals: 'value' },
  onEmpty: true,
  check({ value, settings, read, labelOf, optionOf }) {
    const other = String(settings.field)
    if (read(other) !== settings.equals || !isEmpty(value)) return undefined
    return { key: 'requiredWhen', data: { other: labelOf(other), value: optionOf(other, String(settings.equals)) } }
  },
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) && Object.keys(value).length === 0
}
