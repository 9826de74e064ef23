import { createHash } from 'node:crypto'

/** The one way a form definition is written: keys sorted, order of components kept, two spaces, a newline at the end. */
export function canonicalJson(definition: unknown): string {
  return `${JSON.stringify(sortKeys(definition), null, 2)}\n`
}

/** Equal content, equal hash, whatever the order of keys was. */
export function contentHash(definition: unknown): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex')
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  )
}
