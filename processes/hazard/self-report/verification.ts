import type { Verification } from '../settings.ts'

/** Whether the township checks this rectified hazard. The same hazard always gets the same answer for the same facts. */
export function needsVerification(setting: Verification, hazard: { id: string; overdueAt: string | null; returns: number }): boolean {
  switch (setting.mode) {
    case 'all':
      return true
    case 'none':
      return false
    case 'overdue-and-returned':
      return hazard.overdueAt !== null || hazard.returns > 0
    case 'percentage':
      return hazard.returns > 0 || lotOf(hazard.id) < setting.percentage
  }
}

/** FNV-1a over the id, as a lot from 0 to 99: nobody can draw again by reporting differently. */
function lotOf(id: string): number {
  let hash = 0x811c9dc5
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash % 100
}
