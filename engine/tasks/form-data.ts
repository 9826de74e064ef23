import type { ProcessGraph } from '../bpmn/graph.ts'
import type { FormDefinition } from '../module.ts'

/** The keys of a form's input components, nested layout included: what of the case's data a form may show. */
export function formKeys(definition: FormDefinition): Set<string> {
  const keys = new Set<string>()
  collect(definition.components, keys)
  return keys
}

type Component = { key?: unknown; input?: unknown; tree?: unknown; columns?: unknown; rows?: unknown; components?: unknown }

function collect(components: unknown, keys: Set<string>): void {
  if (!Array.isArray(components)) return
  for (const component of components.filter(isComponent)) {
    if (typeof component.key === 'string' && component.input !== false) keys.add(component.key)
    for (const inner of layoutOf(component)) collect(inner, keys)
  }
}

/** What lies inside a layout; a container or a grid keeps its own keys to itself. */
function layoutOf({ input, tree, columns, rows, components }: Component): unknown[] {
  const holdsData = tree === true || (input === true && components !== undefined)
  return [columns, ...(Array.isArray(rows) ? rows : []), ...(holdsData ? [] : [components])]
}

const isComponent = (value: unknown): value is Component => typeof value === 'object' && value !== null

export function pick(data: Record<string, unknown>, keys: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([key, value]) => keys.has(key) && value !== null && value !== undefined))
}

/** What of a form's data becomes variables: what the flow reads, or everything where it may read anything. */
export function variablesFrom(data: Record<string, unknown>, { reads, readsAll }: Pick<ProcessGraph, 'reads' | 'readsAll'>): Record<string, unknown> {
  return pick(data, readsAll ? new Set(Object.keys(data)) : reads)
}

/** The values of the form's `decision` field, for buttons; none when there is no such field. */
export function outcomesOf(definition: FormDefinition): string[] {
  const decision = find(definition.components, 'decision')
  const { values, data }: { values?: unknown; data?: { values?: unknown } } = decision ?? {}
  const options = Array.isArray(values) ? values : Array.isArray(data?.values) ? data.values : []
  return options.flatMap((option: { value?: unknown }) => (typeof option.value === 'string' ? [option.value] : []))
}

function find(components: unknown, key: string): Record<string, unknown> | undefined {
  if (!Array.isArray(components)) return undefined
  for (const component of components) {
    if (typeof component !== 'object' || component === null) continue
    const found = component.key === key ? component : (find(component.components, key) ?? find(component.columns, key))
    if (found) return found
  }
  return undefined
}
