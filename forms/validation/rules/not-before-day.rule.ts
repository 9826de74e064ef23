import type { Rule } from './rule.ts'

/** A day that no honest entry lies before, such as the year 2000: a slip of the year, not a fact. */
export const notBeforeDay: Rule = {
  name: 'notBeforeDay',
  settings: { day: 'value' },
  check({ value, settings }) {
    const day = String(settings.day)
    return typeof value === 'string' && value < day ? { key: 'notBeforeDay', data: { day } } : undefined
  },
}
