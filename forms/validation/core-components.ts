import { childrenOf, isRecord, keyOf, labelOf, listOf, recordOf, typeOf, type Component, componentsOf } from '../component.ts'
import { layoutTypes } from './component-types.ts'
import { isSafeJsonLogic } from './json-logic.ts'

/** What @formio/core gets to see of a form. */
export type CoreForm = { components: Record<string, unknown>[] }

/**
 * Copies only what we know to be data into the components that @formio/core works on: a property with JavaScript, a fetched
 * source or a backtracking pattern can not reach it, even in a definition that got past the publishing check.
 * It is a copy also because core writes on the components it is given.
 */
export function coreComponents(components: unknown[]): CoreForm {
  return { components: componentsOf(components).map(coreComponent) }
}

/** `min` and `max` are checked with the number's kind: core calls an empty number NaN and then skips the rule with a complaint on the console. */
const numericRules = ['minLength', 'maxLength', 'minWords', 'maxWords', 'minSelectedCount', 'maxSelectedCount'] as const

function coreComponent(component: Component): Record<string, unknown> {
  const type = typeOf(component)
  const children = childrenOf(component).map(coreComponent)
  return {
    type,
    key: keyOf(component),
    label: labelOf(component),
    input: !layoutTypes.has(type),
    multiple: component.multiple === true,
    hidden: component.hidden === true,
    // Layouts become plain panels: where a child sits on the screen does not matter to its value.
    ...(layoutTypes.has(type) ? { type: type === 'button' ? 'content' : 'panel' } : {}),
    // Checked with its kind; core's own expression backtracks.
    ...(type === 'url' ? { type: 'textfield' } : {}),
    ...(children.length > 0 ? { components: children } : {}),
    ...conditional(component.conditional),
    ...calculation(component),
    ...choices(component),
    validate: validation(recordOf(component.validate)),
  }
}

function validation(validate: Record<string, unknown>): Record<string, unknown> {
  const picked: Record<string, unknown> = { required: validate.required === true }
  for (const rule of numericRules) {
    const setting = validate[rule]
    if (typeof setting === 'number' || (typeof setting === 'string' && setting !== '')) picked[rule] = Number(setting)
  }
  if (isRecord(validate.json) && isSafeJsonLogic(validate.json)) picked.json = structuredClone(validate.json)
  return picked
}

function conditional(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) return {}
  if (isRecord(value.json)) return isSafeJsonLogic(value.json) ? { conditional: { json: structuredClone(value.json) } } : {}
  const conditions = listOf(value.conditions)
    .filter(isRecord)
    .map((condition) => ({ component: condition.component, operator: condition.operator, value: condition.value }))
  if (conditions.length > 0)
    return { conditional: { show: value.show !== false && value.show !== 'false', conjunction: value.conjunction === 'any' ? 'any' : 'all', conditions } }
  return typeof value.when === 'string' && value.when !== '' ? { conditional: { show: value.show, when: value.when, eq: value.eq } } : {}
}

function calculation(component: Component): Record<string, unknown> {
  const logic = component.calculateValue
  if (!isRecord(logic) || component.allowCalculateOverride === true || !isSafeJsonLogic(logic)) return {}
  return { calculateValue: structuredClone(logic) }
}

function choices(component: Component): Record<string, unknown> {
  const options = (values: unknown) => listOf(values).map((option) => ({ label: recordOf(option).label, value: recordOf(option).value }))
  if (component.type === 'select') return { dataType: 'string', dataSrc: 'values', data: { values: options(recordOf(component.data).values) } }
  return component.type === 'radio' || component.type === 'selectboxes' ? { dataType: 'string', values: options(component.values) } : {}
}
