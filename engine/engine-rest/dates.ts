/** Camunda writes and reads instants as `2026-03-01T08:00:00.000+0000`; the engine keeps them as `2026-03-01T08:00:00.000Z`. */
const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(Z|[+-]\d\d:?\d\d)$/

export function toCamundaDate(iso: string): string {
  return iso.replace(/Z$/, '+0000')
}

/** The same for what may be missing. */
export function optionalDate(iso: string | null | undefined): string | null {
  return iso === null || iso === undefined ? null : toCamundaDate(iso)
}

/** @returns the instant as ISO text in UTC; undefined when the text is none. */
export function fromCamundaDate(text: string): string | undefined {
  const [, local, zone = ''] = instant.exec(text) ?? []
  if (local === undefined) return undefined
  const ms = Date.parse(local + (zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`))
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}
