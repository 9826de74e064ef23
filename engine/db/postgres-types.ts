import pg from 'pg'

const { builtins } = pg.types

/**
 * How PostgreSQL's values become ours: numbers as numbers, days as YYYY-MM-DD, instants as ISO text.
 * A top-level JSON string stays quoted, because fromJson() parses every text it gets.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [builtins.JSON, parseJson],
  [builtins.JSONB, parseJson],
])

function parseJson(text: string): unknown {
  return text.startsWith('"') ? text : JSON.parse(text)
}

/** Given to each client, so that other users of pg in the process keep their own parsers. */
export const postgresTypes = {
  getTypeParser(oid: number, format: string): (value: string) => unknown {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    return parsers.get(oid) ?? pg.types.getTypeParser(oid, 'text')
  },
}
