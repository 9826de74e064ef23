/** Data paths as Form.io writes them: `people[0].phone`. */

/** Is `path` the place `outer`, or inside it? */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && (path[outer.length] === '.' || path[outer.length] === '['))
}

/** Takes one value out of plain data. Paths come from compiled forms, so their segments are plain keys. */
export function unsetPath(data: Record<string, unknown>, path: string): void {
  const segments = path.split(/[.[\]]+/).filter((segment) => segment !== '')
  const last = segments.pop()
  let holder: unknown = data
  for (const segment of segments) holder = typeof holder === 'object' && holder !== null ? Reflect.get(holder, segment) : undefined
  if (last !== undefined && typeof holder === 'object' && holder !== null) Reflect.deleteProperty(holder, last)
}
