import type { Rule } from './rule.ts'

export const notBeforeToday: Rule = {
  name: 'notBeforeToday',
  settings: {},
  check: ({ value, today }) => (typeof value === 'string' && value < today ? { key: 'notBeforeToday', data: { day: today } } : undefined),
}
