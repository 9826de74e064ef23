import { expect, it } from 'vitest'
import { noCounts, totalOf, withRates } from '../../../../processes/hazard/statistics/area-figures.ts'

it('rates have one decimal, and over zero there is none', () => {
  expect(withRates({ ...noCounts, found: 3, rectified: 2 })).toMatchObject({ rectifiedRate: 66.7, reportedRate: null, majorRectifiedRate: null, open: 1 })
})

it('the total is the sum of the rows, with rates of its own', () => {
  const rows = [
    { ...noCounts, enterprises: 5, reported: 1, found: 1, rectified: 1 },
    { ...noCounts, enterprises: 3, reported: 2, found: 5, rectified: 1, major: 1 },
  ]

  expect(totalOf(rows)).toMatchObject({
    enterprises: 8,
    reported: 3,
    reportedRate: 37.5,
    found: 6,
    rectified: 2,
    rectifiedRate: 33.3,
    open: 4,
    majorOpen: 1,
    majorRectifiedRate: 0,
  })
})
