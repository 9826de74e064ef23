const snakes = new Map<string, string>()
const camels = new Map<string, string>()

/** `dueAt` → `due_at`; a name that is a column name already stays. */
export function snake(name: string): string {
  return remember(snakes, name, () => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

export function camel(name: string): string {
  return remember(camels, name, () => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()))
}

/** The row as the table has it. Works on the hot path beside knex, which maps names by itself. */
export function toColumns(row: object): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) columns[snake(name)] = value
  return columns
}

export function fromColumns(columns: Record<string, unknown>): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(columns)) row[camel(name)] = value
  return row
}

function remember(known: Map<string, string>, name: string, make: () => string): string {
  const found = known.get(name)
  if (found !== undefined) return found
  const made = make()
  known.set(name, made)
  return made
}
