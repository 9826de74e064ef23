import { evaluate, parseDate, parseDateTime } from 'feelin'
import { ExpressionError, type VariableReader } from './expression.ts'
import { factOf } from './execution-facts.ts'
import { withoutLongEscapes } from './feel-literals.ts'
import { optionalNames, readsOfFeel } from './feel-names.ts'
import { plainFeel } from './feel-plain.ts'
import type { FeelNode } from './feel-tree.ts'

type Warning = { type: string; message: string; details: { values: Record<string, unknown> } }

/**
 * Evaluates the whole of FEEL by the library, whose cost the text does not bound: call it in a worker, under a deadline.
 * @throws ExpressionError for unknown names, and for a result that is null because of a mistake.
 */
export function evaluateWithLibrary(tree: FeelNode, text: string, variables: VariableReader): unknown {
  const optional = optionalNames(tree)
  const context: Record<string, unknown> = contextOf(readsOfFeel(tree), optional, variables)
  const { value, warnings } = run(text, context)
  const mistake = mistakeIn(warnings, value)
  if (mistake !== undefined) throw new ExpressionError(mistake)
  return plainFeel(value)
}

/** What the library sees: data by name, and the functions that are ours: for what may be missing, and for the time, which is the command's. */
export function contextOf(names: string[], optional: Set<string>, variables: VariableReader): Record<string, unknown> {
  const context: Record<string, unknown> = {
    'is defined': (value: unknown) => value !== null && value !== undefined,
    'get or else': (value: unknown, other: unknown) => value ?? other,
    now: () => parseDateTime(instant(variables)),
    today: () => parseDate(chinaDay(instant(variables))),
  }
  for (const name of names) {
    const value = variables(name)
    if (value !== undefined) context[name] = value
    else if (optional.has(name)) context[name] = null
  }
  return context
}

function run(text: string, context: Record<string, unknown>): { value: unknown; warnings: Warning[] } {
  try {
    return evaluate(withoutLongEscapes(text), context)
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof RangeError) throw error
    throw new ExpressionError(error instanceof Error ? error.message : String(error))
  }
}

/** Unknown names always; any other mistake when it made the result null, save an entry that a context does not have. */
export function mistakeIn(warnings: Warning[], value: unknown): string | undefined {
  const unknown = warnings.find(({ type }) => type === 'NO_VARIABLE_FOUND')
  if (unknown) return unknown.message.replace(/^Variable '(.*)' not found$/s, 'unknown variable $1')
  const mistake = warnings.find(({ type }) => type !== 'NO_CONTEXT_ENTRY_FOUND' && type !== 'NO_PROPERTY_FOUND')
  return value === null ? mistake?.message : undefined
}

function instant(variables: VariableReader): string {
  const now = factOf(variables, 'now')
  if (typeof now !== 'string') throw new ExpressionError('the time is not known here')
  return now
}

const chinaMs = 8 * 3_600_000

/** The calendar day in China, as everywhere in this system. */
function chinaDay(iso: string): string {
  return new Date(Date.parse(iso) + chinaMs).toISOString().slice(0, 10)
}
