const programSurfaces = ['/api', '/engine-rest', '/formio']

/** Addresses that programs call: errors are JSON there, nothing is cached, and no page is served. */
export function isForPrograms(path: string): boolean {
  return programSurfaces.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))
}
