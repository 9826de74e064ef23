import { isRecord } from '../component.ts'
import type { CompiledForm, Field } from './compile.ts'
import type { Issue } from './issue.ts'
import { isAbsent } from './kinds/kind.ts'

export type RuleFacts = {
  data: Record<string, unknown>
  /** The case's data: `context.foundOn` in a rule. */
  context: Record<string, unknown>
  today: string
  /** Paths of values that no rule may complain about: hidden, or not writable in this task. */
  skip(path: string): boolean
}

/** Runs the named validators of every field over the cleaned data. Pure, so the browser can call it with what it holds. */
export function applyRules(form: CompiledForm, facts: RuleFacts): Issue[] {
  return levelIssues(form, form.fields, facts.data, '', facts)
}

function levelIssues(form: CompiledForm, fields: readonly Field[], level: Record<string, unknown>, at: string, facts: RuleFacts): Issue[] {
  return fields.flatMap((field) => {
    const path = at + field.key
    const value = level[field.key]
    const own = facts.skip(path) ? [] : fieldIssues(form, field, value, level, path, facts)
    if (field.shape === 'container' && isRecord(value)) return [...own, ...levelIssues(form, field.fields, value, `${path}.`, facts)]
    if (field.shape !== 'grid' || !Array.isArray(value)) return own
    return [...own, ...value.flatMap((row, index) => (isRecord(row) ? levelIssues(form, field.fields, row, `${path}[${index}].`, facts) : []))]
  })
}

function fieldIssues(form: CompiledForm, field: Field, value: unknown, level: Record<string, unknown>, path: string, facts: RuleFacts): Issue[] {
  return field.rules.flatMap(({ rule, settings }) => {
    if (!rule.onEmpty && isAbsent(value)) return []
    const other = (name: string) => form.byPath.get(siblingPath(field, name)) ?? form.byPath.get(name)
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

function siblingPath(field: Field, name: string): string {
  const parent = field.path.slice(0, field.path.length - field.key.length)
  return parent + name
}
