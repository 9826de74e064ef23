/**
 * SQLite's prepare() compiles the first statement of a text and silently ignores the rest, so we look ourselves.
 * @returns true when something other than blanks, comments and semicolons follows the first statement.
 */
export function hasMoreThanOneStatement(sql: string): boolean {
  let depth = 0
  let ended = false
  const trigger = /^\s*create\s+(temp\s+|temporary\s+)?trigger\b/i.test(sql)
  for (const [token] of sql.matchAll(tokens)) {
    if (isBlank(token)) continue
    if (token === ';') ended ||= depth === 0
    else if (ended) return true
    else if (trigger) depth += nesting(token)
  }
  return false
}

const tokens = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\w+|\s+|[\s\S]/g

function isBlank(token: string): boolean {
  return token.startsWith('--') || token.startsWith('/*') || token.trim() === ''
}

/** The body of a trigger holds semicolons of its own: it lasts from BEGIN to its END, and CASE has an END too. */
function nesting(token: string): number {
  if (/^(begin|case)$/i.test(token)) return 1
  return /^end$/i.test(token) ? -1 : 0
}
