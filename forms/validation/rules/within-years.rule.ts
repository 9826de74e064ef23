import type { Rule } from './rule.ts'

/** A day at most so many years after another field's: catches a slip of the year. Says nothing while the other one is empty. */
export const withinYears: Rule = {
  name: 'withinYears',
  settings: { field: 'field', years: 'number' },
  check({ value, settings, read, labelOf }) {
    const other = String(settings.field)
    const day = read(other)
    const years = Number(settings.years)
    if (typeof value !== 'string' || typeof day !== 'string' || !/^\d{4}-/.test(day) || value <= later(day, years)) return undefined
    return { key: 'withinYears', data: { other: labelOf(other), day, years } }
  },
}

/** Days compare as text, so 29 February of a year that has none still lies between the 28th and 1 March. */
function later(day: string, years: number): string {
  return String(Number(day.slice(0, 4)) + years) + day.slice(4)
}
