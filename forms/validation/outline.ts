import { childrenOf, componentsOf, isRecord, keyOf, labelOf, listOf, recordOf, textOf, typeOf, type Component } from '../component.ts'
import { gridTypes, layoutTypes, nestingTypes } from './component-types.ts'
import { rulesOf, type RuleCall } from './rules/index.ts'

/** What both sides know of a component that carries a value. Light: the browser uses it too. */
export type FieldOutline = {
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
  /** Shown greyed out or computed: what the browser sends for it never counts. */
  locked: 'no' | 'disabled' | 'hidden' | 'calculated'
  options: ReadonlyMap<string, string>
  rules: readonly RuleCall[]
  fields: readonly FieldOutline[]
}

/** @returns the fields of a form's top level, those inside containers and grids below them; layouts have vanished. */
export function outlineOf(components: unknown): FieldOutline[] {
  return outlineLevel(componentsOf(components), { parent: '', groups: [], locked: 'no' })
}

/** A field and everything below it, by schema path. */
export function byPath<F extends { path: string; fields: readonly F[] }>(fields: readonly F[]): Map<string, F> {
  return new Map(fields.flatMap((field) => [[field.path, field] as const, ...byPath(field.fields)]))
}

/** Where a component sits: path above, keys around, and a lock that a layout around it passes on. */
type Place = { parent: string; groups: readonly string[]; locked: FieldOutline['locked'] }

function outlineLevel(components: Component[], place: Place): FieldOutline[] {
  return components.flatMap((component) => {
    if (!layoutTypes.has(typeOf(component))) return [outlineField(component, place)]
    return outlineLevel(childrenOf(component), { parent: place.parent, groups: [keyOf(component), ...place.groups], locked: lockOf(component, place.locked) })
  })
}

function outlineField(component: Component, { parent, groups, locked: around }: Place): FieldOutline {
  const type = typeOf(component)
  const path = parent ? `${parent}.${keyOf(component)}` : keyOf(component)
  const locked = lockOf(component, around)
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
    locked,
    options: optionsOf(component),
    rules: rulesOf(validate.czRules),
    fields: nestingTypes.has(type) ? outlineLevel(childrenOf(component), { parent: path, groups: [path, ...groups], locked }) : [],
  }
}

function lockOf(component: Component, around: FieldOutline['locked']): FieldOutline['locked'] {
  if (component.hidden === true || around === 'hidden') return 'hidden'
  if (isRecord(component.calculateValue) && component.allowCalculateOverride !== true) return 'calculated'
  return component.disabled === true ? 'disabled' : around
}

function optionsOf(component: Component): Map<string, string> {
  const source = typeOf(component) === 'select' ? recordOf(component.data).values : component.values
  return new Map(listOf(source).map((option) => [textOf(recordOf(option).value), textOf(recordOf(option).label)]))
}
