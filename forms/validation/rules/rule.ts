import type { Problem } from '../issue.ts'

/** A named validator: pure, runs in the browser and on the server, and compares one value with what surrounds it. */
export type Rule = {
  name: string
  /** Settings that publishing requires, and whether each names another field (`foundOn`, or `context.foundOn` for the case's data). */
  settings: Readonly<Record<string, 'field' | 'value' | 'number'>>
  /** Runs on an empty value too; other rules skip it, emptiness being `required`'s business. */
  onEmpty?: boolean
  /** The one way of writing that is checked and stored, for what people write in several ways. Keeps the length. */
  normalise?(text: string): string
  check(input: RuleInput): Problem | undefined
}

export type RuleInput = {
  value: unknown
  /** The form's own settings of this call, beside `rule`. */
  settings: Readonly<Record<string, unknown>>
  /** Value of another field: of the same grid row first, then of the form; `context.x` reads the case's data. */
  read(name: string): unknown
  /** What that field is called, and what a code of it is called. */
  labelOf(name: string): string
  optionOf(name: string, code: string): string
  today: string
}

/** One use of a rule in a form: `{ "rule": "notBefore", "field": "foundOn" }` under validate.czRules. */
export type RuleCall = { rule: Rule; settings: Readonly<Record<string, unknown>> }
