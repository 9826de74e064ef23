import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countedStatuses, figureDeltas, rectifiedStatuses, type CountedRow } from '../../../../processes/hazard/self-report/figures.ts'
import { hazardStatuses } from '../../../../processes/hazard/self-report/hazards.api.ts'
import { aHazard } from '../support/builders.ts'

const anyRow: fc.Arbitrary<CountedRow> = fc.record({
  district: fc.constantFrom('320205', '320206'),
  status: fc.constantFrom(...hazardStatuses),
  level: fc.constantFrom('general', 'major'),
  reportedOn: fc.constantFrom('2026-02-28', '2026-03-01'),
  townshipId: fc.constantFrom('luoshe', 'yangshan'),
  villageId: fc.constantFrom('a', 'b', 'c'),
})
/** What happened to one hazard: its rows one after the other; null is "not there" (before it was reported, or removed). */
const anyHistory = fc.array(fc.option(anyRow, { nil: null }), { maxLength: 12 })

it('sums of deltas equal the count of rows after any history of any number of hazards', () => {
  fc.assert(
    fc.property(fc.array(anyHistory, { maxLength: 8 }), (histories) => {
      const sums: Record<string, number> = {}
      for (const history of histories) addHistory(sums, history)

      const rows = histories.flatMap((history) => history.at(-1) ?? [])
      expect(withoutZeros(sums)).toEqual(counted(rows))
    }),
    { numRuns: 500 },
  )
})

it('closing and archiving a rectified hazard moves no figure, so the close handler may leave them alone', () => {
  const rectified = aHazard({ status: 'rectified', level: 'major' })

  expect([figureDeltas(rectified, { ...rectified, status: 'closed' }), figureDeltas(rectified, { ...rectified, status: 'archived' })]).toEqual([[], []])
})

it('a hazard whose enterprise moved to another township leaves one and enters the other', () => {
  const hazard = aHazard()

  expect(figureDeltas(hazard, { ...hazard, townshipId: 'yangshan', villageId: 'luqu' })).toEqual([
    { figure: 'hazard-found', district: '320206', period: '2026-03-02', dim1: 'luoshe', dim2: 'shuangmiao', value: -1 },
    { figure: 'hazard-found', district: '320206', period: '2026-03-02', dim1: 'yangshan', dim2: 'luqu', value: 1 },
  ])
})

function addHistory(sums: Record<string, number>, history: (CountedRow | null)[]): void {
  let before: CountedRow | null = null
  for (const after of history) {
    for (const { figure, value, ...place } of figureDeltas(before, after)) {
      const key = keyOf(figure, place)
      sums[key] = (sums[key] ?? 0) + value
    }
    before = after
  }
}

/** Counted the plain way, without knowing how deltas are made. */
function counted(rows: CountedRow[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) {
    const place = { district: row.district, period: row.reportedOn, dim1: row.townshipId, dim2: row.villageId }
    const figures = []
    if (countedStatuses.includes(row.status)) figures.push('hazard-found')
    if (rectifiedStatuses.includes(row.status)) figures.push('hazard-rectified')
    if (countedStatuses.includes(row.status) && row.level === 'major') figures.push('hazard-major-found')
    if (rectifiedStatuses.includes(row.status) && row.level === 'major') figures.push('hazard-major-rectified')
    for (const figure of figures) counts[keyOf(figure, place)] = (counts[keyOf(figure, place)] ?? 0) + 1
  }
  return counts
}

function keyOf(figure: string, { district, period, dim1, dim2 }: { district: string; period: string; dim1: string; dim2: string }): string {
  return [figure, district, period, dim1, dim2].join(' ')
}

function withoutZeros(sums: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0))
}
