import type { Rule } from './rule.ts'

/** How many files or choices: `min` only counts once there is at least one, since none is `required`'s business. */
export const itemCount: Rule = {
  name: 'itemCount',
  settings: { min: 'number', max: 'number' },
  check({ value, settings }) {
    if (!Array.isArray(value) || value.length === 0) return undefined
    if (typeof settings.max === 'number' && value.length > settings.max) return { key: 'maxItems', data: { count: settings.max } }
    if (typeof settings.min === 'number' && value.length < settings.min) return { key: 'minItems', data: { count: settings.min } }
    return undefined
  },
}
