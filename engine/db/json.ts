/**
 * JSON columns are written as text on both databases and come back as text from SQLite and as values from PostgreSQL.
 * @returns the value behind a JSON column, whichever database it came from; null when the column is null.
 */
export function fromJson<T>(value: unknown): T {
  return typeof value === 'string' ? JSON.parse(value) : (value as T)
}

/** The text to store in a JSON column. undefined is stored as JSON null: a column is never left out by accident. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null)
}
