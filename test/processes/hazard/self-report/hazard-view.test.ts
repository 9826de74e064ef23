import { expect, it } from 'vitest'
import { toHazardView } from '../../../../processes/hazard/self-report/hazard-view.ts'
import { aHazard, anActor } from '../support/builders.ts'

const village = anActor({ unitId: 'shuangmiao', scope: 'village', rights: { hazards: 'view' } })

it('masks the phone for those who may only look', () => {
  expect(toHazardView(aHazard(), village).responsiblePhone).toBe('199****0001')
})

it('shows the phone to those who may act, and to the own enterprise', () => {
  const township = anActor({ unitId: 'luoshe', scope: 'area', rights: { hazards: 'operate' } })
  const own = anActor({ rights: { hazards: 'view' } })

  expect([toHazardView(aHazard(), township).responsiblePhone, toHazardView(aHazard(), own).responsiblePhone]).toEqual(['19900000001', '19900000001'])
})

it('counts the five elements that are filled; planned money of zero is one of them', () => {
  expect(toHazardView(aHazard({ fundsPlanned: 0 }), village).fiveElements).toBe(5)
  expect(toHazardView(aHazard({ fundsPlanned: null, precautions: null, deadlineOn: null }), village).fiveElements).toBe(2)
})

it('is overdue only while it is still to be rectified', () => {
  const overdueAt = '2026-03-10T16:00:00.000Z'

  expect(toHazardView(aHazard({ overdueAt }), village).overdue).toBe(true)
  expect(toHazardView(aHazard({ overdueAt, status: 'rectified' }), village).overdue).toBe(false)
})

it('says what was proposed, be it a part, and null where nothing was', () => {
  const proposedOf = (given: Parameters<typeof aHazard>[0]) => toHazardView(aHazard(given), village).proposed

  expect(proposedOf({ proposedLevel: 'general', proposedDeadlineOn: '2026-03-08' })).toEqual({ level: 'general', deadlineOn: '2026-03-08' })
  expect(proposedOf({ proposedLevel: 'major' })).toEqual({ level: 'major', deadlineOn: null })
  expect(proposedOf({})).toBeNull()
})
