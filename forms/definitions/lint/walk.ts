import { isRecord } from '../../component.ts'

/** Properties that hold other components; they are visited as components of their own. */
const nested = new Set(['components', 'columns', 'rows'])

/** Every value of a component at any depth, with the name of its property (`validate.custom`, `logic[0].actions[1].value`). */
export function propertiesOf(component: Record<string, unknown>): { name: string; last: string; value: unknown }[] {
  const found: { name: string; last: string; value: unknown }[] = []
  const visit = (value: unknown, name: string, last: string, depth: number): void => {
    found.push({ name, last, value })
    if (depth > 12) return
    if (Array.isArray(value)) value.forEach((inner, index) => visit(inner, `${name}[${index}]`, last, depth + 1))
    else if (isRecord(value)) for (const [key, inner] of Object.entries(value)) visit(inner, `${name}.${key}`, key, depth + 1)
  }
  for (const [key, value] of Object.entries(component)) {
    if (nested.has(key) && Array.isArray(value)) continue
    visit(value, key, key, 1)
  }
  return found
}
