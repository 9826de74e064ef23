import type { Sla } from './tasks.api.ts'

const dayMs = 86_400_000

/** The traffic light of a due date; words and icons go with it in the UI. */
export function slaOf(dueAt: string | null, now: string): Sla {
  if (dueAt === null) return 'none'
  const left = Date.parse(dueAt) - Date.parse(now)
  if (left < 0) return 'red'
  if (left < dayMs) return 'orange'
  return left < 3 * dayMs ? 'yellow' : 'green'
}
