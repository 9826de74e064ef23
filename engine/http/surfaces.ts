const programSurfaces = ['/api', '/engine-rest', '/formio']

/** Addresses that programs call: errors are JSON there, nothing is cached, and no page is served. */
export function isForPrograms(path: string): boolean {
  return programSurfaces.some((surface) => isBelow(path, surface))
}

/** The Camunda-compatible surface, whose errors have a shape of their own. */
export function isEngineRest(path: string): boolean {
  return isBelow(path, '/engine-rest')
}

function isBelow(path: string, surface: string): boolean {
  return path === surface || path.startsWith(`${surface}/`)
}
