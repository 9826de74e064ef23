/** Primary result codes of SQLite that callers tell apart. */
const names: Record<number, string> = {
  5: 'SQLITE_BUSY',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
}

/**
 * Gives an error of node:sqlite the shape that knex users and objection know from the sqlite3 package:
 * code `SQLITE_…`, a numeric errno, and the code in front of the message. Other errors pass unchanged.
 */
export function withSqliteCode(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error
  const errno = error.errcode & 0xff
  const code = names[errno] ?? 'SQLITE_ERROR'
  if (!error.message.includes(code)) error.message = `${code}: ${error.message}`
  return Object.assign(error, { code, errno })
}
