import { isRecord } from '../component.ts'
import type { Issue } from './issue.ts'
import { isAbsent } from './kinds/kind.ts'
import type { FieldOutline } from './outline.ts'
import type { Place } from './walk-values.ts'

export type RuleFacts = {
  data: Record<string, unknown>
  /** The case's data: `context.foundOn` in a rule. */
  context: Record<string, unknown>
  today: string
  /** Paths of values that no rule may complain about: hidden, or not writable in this task. */
  skip(path: string): boolean
}

type FieldsByPath = ReadonlyMap<string, FieldOutline>

/** Runs the named validators of every field over the cleaned data. Pure, so the browser can call it with what it holds. */
export function applyRules(fields: FieldsByPath, places: readonly Place[], facts: RuleFacts): Issue[] {
  return places.flatMap((place) => (facts.skip(place.path) ? [] : placeIssues(fields, place, facts)))
}

function placeIssues(fields: FieldsByPath, { field, path, level, value }: Place, facts: RuleFacts): Issue[] {
  return field.rules.flatMap(({ rule, settings }) => {
    if (!rule.onEmpty && isAbsent(value)) return []
    const other = (name: string) => fields.get(siblingPath(field, name)) ?? fields.get(name)
    const problem = rule.check({
      value,
      settings,
      today: facts.today,
      read: (name) => readField(name, level, facts),
      labelOf: (name) => (typeof settings.label === 'string' ? settings.label : (other(name)?.label ?? name)),
      optionOf: (name, code) => other(name)?.options.get(code) ?? code,
    })
    return problem ? [{ path, label: field.label, ...problem }] : []
  })
}

function readField(name: string, level: Record<string, unknown>, facts: RuleFacts): unknown {
  if (name.startsWith('context.')) return valueAt(facts.context, name.slice('context.'.length))
  const near = valueAt(level, name)
  return near === undefined ? valueAt(facts.data, name) : near
}

function valueAt(data: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), data)
}

function siblingPath(field: FieldOutline, name: string): string {
  const parent = field.path.slice(0, field.path.length - field.key.length)
  return parent + name
}
