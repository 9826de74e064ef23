/** Milliseconds between two ISO instants; null while the second is not there. */
export function durationOf(start: string, end: string | null): number | null {
  return end === null ? null : Date.parse(end) - Date.parse(start)
}
