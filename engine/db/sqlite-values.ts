/** What SQLite can store. */
export type SqliteValue = string | number | bigint | null | Uint8Array

/**
 * Turns a binding into what SQLite stores: instants as ISO text, booleans as 0 and 1.
 * Refuses what the driver would store as NULL without a word (undefined, NaN, objects): that is a lost value.
 */
export function toSqliteValue(value: unknown, index: number): SqliteValue {
  switch (typeof value) {
    case 'string':
    case 'bigint':
      return value
    case 'boolean':
      return value ? 1 : 0
    case 'number':
      if (Number.isFinite(value)) return value
      throw new TypeError(`binding ${index + 1} is ${value}, which SQLite cannot store`)
    case 'object':
      return objectValue(value, index)
    default:
      throw new TypeError(`binding ${index + 1} is ${typeof value}: give a value or null`)
  }
}

function objectValue(value: object | null, index: number): SqliteValue {
  if (value === null || value instanceof Uint8Array) return value
  if (value instanceof Date) return value.toISOString()
  throw new TypeError(`binding ${index + 1} is an object: JSON columns are written with toJson()`)
}
