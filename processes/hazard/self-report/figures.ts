import type { HazardRow } from './hazard-row.ts'
import type { HazardStatus } from './hazards.api.ts'

export const hazardFigures = {
  found: 'hazard-found',
  rectified: 'hazard-rectified',
  majorFound: 'hazard-major-found',
  majorRectified: 'hazard-major-rectified',
} as const

/** Statuses that count as found. Drafts were never reported; withdrawn and void hazards leave the figures. */
export const countedStatuses: readonly HazardStatus[] = ['rectifying', 'rectified', 'closed', 'archived', 'upgraded']
/** Of those, rectified. They count alike, so closing or archiving a rectified hazard moves no figure. */
export const rectifiedStatuses: readonly HazardStatus[] = ['rectified', 'closed', 'archived']

export type CountedRow = Pick<HazardRow, 'district' | 'status' | 'level' | 'reportedOn' | 'townshipId' | 'villageId'>
export type FigureDelta = { figure: string; district: string; period: string; dim1: string; dim2: string; value: number }

/**
 * What a change of one hazard does to the figures: what the row counts afterwards minus what it counted before.
 * This is the only place that makes deltas, so the sums equal the lists whatever happens to a hazard.
 * @param before null: the hazard is new. @param after null: it is removed.
 */
export function figureDeltas(before: CountedRow | null, after: CountedRow | null): FigureDelta[] {
  const sums = new Map<string, FigureDelta>()
  add(sums, before, -1)
  add(sums, after, 1)
  return [...sums.values()].filter((delta) => delta.value !== 0)
}

function add(sums: Map<string, FigureDelta>, row: CountedRow | null, value: number): void {
  if (!row) return
  const place = { district: row.district, period: row.reportedOn, dim1: row.townshipId, dim2: row.villageId }
  for (const figure of figuresOf(row)) {
    const key = JSON.stringify([figure, place])
    const sum = sums.get(key) ?? { figure, ...place, value: 0 }
    sums.set(key, { ...sum, value: sum.value + value })
  }
}

function figuresOf(row: CountedRow): string[] {
  const found = countedStatuses.includes(row.status)
  const rectified = rectifiedStatuses.includes(row.status)
  const major = row.level === 'major'
  return [
    ...(found ? [hazardFigures.found] : []),
    ...(rectified ? [hazardFigures.rectified] : []),
    ...(found && major ? [hazardFigures.majorFound] : []),
    ...(rectified && major ? [hazardFigures.majorRectified] : []),
  ]
}
