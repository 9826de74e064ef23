import type { Rule } from './rule.ts'

export const notAfterToday: Rule = {
  name: 'notAfterToday',
  settings: {},
  check: ({ value, today }) => (typeof value === 'string' && value > today ? { key: 'notAfterToday', data: { day: today } } : undefined),
}
