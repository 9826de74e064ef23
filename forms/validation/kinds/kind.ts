import type { Field } from '../compile.ts'
import type { Problem } from '../issue.ts'

/**
 * Says whether a single value is of the field's type, and gives back the value as it is stored.
 * `empty` is what a browser sends for an untouched field; it is stored as absence.
 */
export type Kind = (value: unknown, field: Field) => Checked

export type Checked = { is: 'value'; value: unknown } | { is: 'empty' } | { is: 'wrong'; problem: Problem }

export const empty: Checked = { is: 'empty' }
export const valued = (value: unknown): Checked => ({ is: 'value', value })
export const wrong = (key: Problem['key'], data?: Problem['data']): Checked => ({ is: 'wrong', problem: data ? { key, data } : { key } })

export const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''
