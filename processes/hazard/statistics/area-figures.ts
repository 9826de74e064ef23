import type { AreaFigures, HazardsByArea } from '../self-report/hazards.api.ts'

/** What is counted for one place; everything else in a row follows from it. */
export type AreaCounts = { enterprises: number; reported: number; found: number; rectified: number; major: number; majorRectified: number }

export const noCounts: AreaCounts = { enterprises: 0, reported: 0, found: 0, rectified: 0, major: 0, majorRectified: 0 }

/** Rates in percent with one decimal; over zero null, shown as "/": never 100 %. */
export function withRates(counts: AreaCounts): Omit<AreaFigures, 'area' | 'id' | 'name'> {
  return {
    ...counts,
    reportedRate: rate(counts.reported, counts.enterprises),
    open: counts.found - counts.rectified,
    rectifiedRate: rate(counts.rectified, counts.found),
    majorOpen: counts.major - counts.majorRectified,
    majorRectifiedRate: rate(counts.majorRectified, counts.major),
  }
}

/** An enterprise lies in exactly one place, so the total is the sum of the rows. */
export function totalOf(rows: readonly AreaCounts[]): HazardsByArea['total'] {
  const sum = (key: keyof AreaCounts) => rows.reduce((total, row) => total + row[key], 0)
  return withRates({
    enterprises: sum('enterprises'),
    reported: sum('reported'),
    found: sum('found'),
    rectified: sum('rectified'),
    major: sum('major'),
    majorRectified: sum('majorRectified'),
  })
}

function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole) / 10
}
