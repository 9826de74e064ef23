import { childrenOf, componentsOf, keyOf, listOf, recordOf, typeOf, type Component } from '../../component.ts'
import { layoutTypes } from '../../validation/component-types.ts'
import { choices } from './choices.rule.ts'
import { componentType } from './component-type.rule.ts'
import { file } from './file.rule.ts'
import type { Finding, LintRule } from './finding.ts'
import { html } from './html.rule.ts'
import { javascript } from './javascript.rule.ts'
import { jsonLogic } from './json-logic.rule.ts'
import { key } from './key.rule.ts'
import { logic } from './logic.rule.ts'
import { namedRule } from './named-rule.rule.ts'
import { pattern } from './pattern.rule.ts'
import { reserved } from './reserved.rule.ts'

export type { Finding } from './finding.ts'

/** Everything that keeps a form from being published. */
const rules: readonly LintRule[] = [componentType, key, javascript, html, jsonLogic, logic, choices, file, pattern, namedRule, reserved]

type Placed = { component: Component; path: string }

/**
 * Looks at every component of a definition, however deep.
 * @returns all findings, in the form's order; empty when the form may be published
 */
export function lintForm(definition: Record<string, unknown>): Finding[] {
  const placed = placeAll(componentsOf(definition.components), '')
  const paths = new Set(placed.map(({ path }) => path))
  const ofForm = javascript({ component: { ...definition, components: [] }, path: '', paths })
  const findings = placed.flatMap(({ component, path }) => rules.flatMap((rule) => rule({ component, path, paths }).map((found) => finding(path, found))))
  const notList =
    Array.isArray(definition.components) && strays(definition.components) === 0 ? [] : [finding('', { property: 'components', code: 'type.unknown' as const })]
  return [...notList, ...ofForm.map((found) => finding('', found)), ...findings, ...duplicates(placed)]
}

function finding(path: string, { property, code }: Pick<Finding, 'property' | 'code'>): Finding {
  return { path, property, code, message: `${property} (${code})` }
}

function placeAll(components: Component[], parent: string): Placed[] {
  return components.flatMap((component) => {
    const path = parent ? `${parent}.${keyOf(component)}` : keyOf(component)
    return [{ component, path }, ...placeAll(childrenOf(component), layoutTypes.has(typeOf(component)) ? parent : path)]
  })
}

/** Layouts count too: permissions and conditions name them by key. */
function duplicates(placed: Placed[]): Finding[] {
  const seen = new Set<string>()
  return placed.filter(({ path }) => seen.has(path) || !seen.add(path)).map(({ path }) => finding(path, { property: 'key', code: 'key.duplicate' }))
}

/** Things among the components that are none. */
function strays(components: unknown[]): number {
  return listOf(components).filter((component) => Object.keys(recordOf(component)).length === 0).length
}
