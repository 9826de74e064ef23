/** What no submission may exceed, whatever its form says. */
export const limits = {
  /** Characters of the submission as JSON. */
  size: 1_000_000,
  /** Objects and arrays inside one another. */
  depth: 16,
  /** Values in the whole submission. */
  values: 20_000,
  /** Rows of one grid when the form gives no validate.maxLength. */
  rows: 200,
  /** Characters of a single-line and of a multi-line text when the form gives no validate.maxLength. */
  line: 1_000,
  text: 20_000,
  /** Choices and files of one component when the form gives no limit. */
  items: 100,
} as const

/** @returns which limit the submission breaks, or undefined. Iterative, so depth can not exhaust the stack. */
export function brokenLimit(data: unknown): 'size' | 'depth' | 'values' | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: data, depth: 0 }]
  let values = 0
  let size = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next
    values += 1
    size += typeof value === 'string' ? value.length + 2 : 8
    if (values > limits.values) return 'values'
    if (size > limits.size) return 'size'
    if (typeof value !== 'object' || value === null) continue
    if (depth >= limits.depth) return 'depth'
    for (const [key, inner] of Object.entries(value)) {
      size += key.length
      open.push({ value: inner, depth: depth + 1 })
    }
  }
  return undefined
}
