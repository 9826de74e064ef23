import { RE2JS } from 're2js'
import { childrenOf, componentsOf, isRecord, keyOf, labelOf, listOf, recordOf, textOf, typeOf, type Component } from '../component.ts'
import { gridTypes, layoutTypes, nestingTypes } from './component-types.ts'
import { coreComponents, type CoreForm } from './core-components.ts'
import { kindOf } from './kinds/index.ts'
import type { Kind } from './kinds/kind.ts'
import { rulesOf, type RuleCall } from './rules/index.ts'

/** What validation needs to know of one component that carries a value. */
export type Field = {
  key: string
  type: string
  label: string
  /** Keys from the top, grid rows left out: `people.phone`. Permissions name fields by it. */
  path: string
  /** Keys of the layouts and containers around it, nearest first: a permission on them holds for all inside. */
  groups: readonly string[]
  component: Component
  validate: Record<string, unknown>
  multiple: boolean
  /** `single`: one value or, with `multiple`, a list; `container`: an object; `grid`: rows. */
  shape: 'single' | 'container' | 'grid'
  kind: Kind
  /** Shown greyed out or computed: what the browser sends for it never counts. */
  locked: 'no' | 'disabled' | 'hidden' | 'calculated'
  options: ReadonlyMap<string, string>
  pattern: RE2JS | null
  rules: readonly RuleCall[]
  fields: readonly Field[]
}

export type CompiledForm = { fields: readonly Field[]; byPath: ReadonlyMap<string, Field>; core: CoreForm }

const compiled = new WeakMap<object, CompiledForm>()

/** Definitions are immutable, so each is compiled once per process. */
export function compileForm(definition: { components: unknown[] }): CompiledForm {
  const known = compiled.get(definition)
  if (known) return known
  const fields = compileLevel(componentsOf(definition.components), { parent: '', groups: [], locked: 'no' })
  const form = { fields, byPath: new Map(flatten(fields).map((field) => [field.path, field])), core: coreComponents(definition.components) }
  compiled.set(definition, form)
  return form
}

/** Where a component sits: path above, keys around, and a lock that a layout around it passes on. */
type Place = { parent: string; groups: readonly string[]; locked: Field['locked'] }

function compileLevel(components: Component[], place: Place): Field[] {
  return components.flatMap((component) => {
    if (!layoutTypes.has(typeOf(component))) return [compileField(component, place)]
    return compileLevel(childrenOf(component), { parent: place.parent, groups: [keyOf(component), ...place.groups], locked: lockOf(component, place.locked) })
  })
}

function compileField(component: Component, { parent, groups, locked }: Place): Field {
  const type = typeOf(component)
  const path = parent ? `${parent}.${keyOf(component)}` : keyOf(component)
  const validate = recordOf(component.validate)
  return {
    key: keyOf(component),
    type,
    label: labelOf(component),
    path,
    groups,
    component,
    validate,
    multiple: component.multiple === true,
    shape: gridTypes.has(type) ? 'grid' : nestingTypes.has(type) ? 'container' : 'single',
    kind: kindOf(type, component.inputType) ?? unknownKind,
    locked: lockOf(component, locked),
    options: optionsOf(component),
    pattern: validate.pattern ? RE2JS.compile(`^(?:${textOf(validate.pattern)})$`) : null,
    rules: rulesOf(validate.czRules),
    fields: nestingTypes.has(type) ? compileLevel(childrenOf(component), { parent: path, groups: [path, ...groups], locked: lockOf(component, locked) }) : [],
  }
}

/** Publishing refuses unknown types; a definition that got past it accepts nothing there. */
const unknownKind: Kind = () => ({ is: 'wrong', problem: { key: 'rule' } })

function lockOf(component: Component, around: Field['locked']): Field['locked'] {
  if (component.hidden === true || around === 'hidden') return 'hidden'
  if (isRecord(component.calculateValue) && component.allowCalculateOverride !== true) return 'calculated'
  return component.disabled === true ? 'disabled' : around
}

function optionsOf(component: Component): Map<string, string> {
  const source = typeOf(component) === 'select' ? recordOf(component.data).values : component.values
  return new Map(listOf(source).map((option) => [textOf(recordOf(option).value), textOf(recordOf(option).label)]))
}

function flatten(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...flatten(field.fields)])
}
