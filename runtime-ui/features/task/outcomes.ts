import { isRecord } from '../../kit/api/api-error.ts'

export type Outcome = { value: string; label: string }

/** The form's own words for its outcomes: the labels of the `decision` field. */
export function outcomesOf(components: unknown[], values: readonly string[]): Outcome[] {
  const choices = findDecision(components)
  return values.map((value) => ({ value, label: choices.get(value) ?? value }))
}

function findDecision(components: unknown[]): Map<string, string> {
  for (const component of components.filter(isRecord)) {
    if (component.key === 'decision' && Array.isArray(component.values)) return labelsOf(component.values)
    const inner = Array.isArray(component.components) ? findDecision(component.components) : new Map<string, string>()
    if (inner.size) return inner
  }
  return new Map()
}

function labelsOf(values: unknown[]): Map<string, string> {
  return new Map(values.filter(isRecord).map(({ value, label }) => [String(value), String(label)]))
}

/** Does the form ask for this itself? */
export function hasField(components: unknown[], key: string): boolean {
  return components.filter(isRecord).some((component) => component.key === key || (Array.isArray(component.components) && hasField(component.components, key)))
}

/** Only the first way forward is the obvious one; ways back look like ways back. */
export function isWayBack(value: string): boolean {
  return ['return', 'refuse', 'reject'].includes(value)
}
