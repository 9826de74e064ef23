import type { FigureReader } from '../../../engine/module.ts'
import { hazardFigures } from '../self-report/figures.ts'
import type { RowCounts } from './hazards-by-area.store.ts'
import type { Period } from './period.ts'

const measures = {
  found: hazardFigures.found,
  rectified: hazardFigures.rectified,
  major: hazardFigures.majorFound,
  majorRectified: hazardFigures.majorRectified,
} as const

/** Sums of the deltas per township or village. */
export async function sumFigures(figures: FigureReader, district: string, period: Period, by: 'townshipId' | 'villageId'): Promise<RowCounts[]> {
  const sumOf = async (figure: string) => {
    const sums = await figures.sum({ figure, district, ...period, by: by === 'townshipId' ? 'dim1' : 'dim2' })
    return new Map(sums.map(({ dim, value }) => [dim, value]))
  }
  const [found, rectified, major, majorRectified] = await Promise.all([
    sumOf(measures.found),
    sumOf(measures.rectified),
    sumOf(measures.major),
    sumOf(measures.majorRectified),
  ])
  return [...found.keys()].map((place) => ({
    place,
    found: found.get(place) ?? 0,
    rectified: rectified.get(place) ?? 0,
    major: major.get(place) ?? 0,
    majorRectified: majorRectified.get(place) ?? 0,
  }))
}
