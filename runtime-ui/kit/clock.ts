/** The only place of the UI that reads the time of this machine. */
export function now(): Date {
  return new Date()
}
