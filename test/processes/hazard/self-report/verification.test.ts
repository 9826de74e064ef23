import { expect, it } from 'vitest'
import { needsVerification } from '../../../../processes/hazard/self-report/verification.ts'

const ids = Array.from({ length: 2000 }, (_, index) => `019bd3c4-7a10-7000-8000-${String(index).padStart(12, '0')}`)
const drawn = (percentage: number) => ids.filter((id) => needsVerification({ mode: 'percentage', percentage }, { id, overdueAt: null, returns: 0 }))

it('a percentage draws about that share of hazards, and the same ones each time', () => {
  expect(drawn(30).length / ids.length).toBeCloseTo(0.3, 1)
  expect(drawn(30)).toEqual(drawn(30))
})

it('a higher percentage keeps everything that a lower one drew', () => {
  const more = new Set(drawn(40))

  expect(drawn(30).every((id) => more.has(id))).toBe(true)
})

it('zero per cent draws nothing and a hundred everything', () => {
  expect([drawn(0).length, drawn(100).length]).toEqual([0, ids.length])
})

it('a returned hazard is checked again whatever the lot says', () => {
  expect(ids.every((id) => needsVerification({ mode: 'percentage', percentage: 0 }, { id, overdueAt: null, returns: 1 }))).toBe(true)
})
