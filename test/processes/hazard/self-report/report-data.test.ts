import { expect, it } from 'vitest'
import { parseReport } from '../../../../processes/hazard/self-report/report-data.ts'
import { aRectification, aReport, today } from '../support/builders.ts'

const refusal = (path: string) => expect.objectContaining({ code: 'hazard.invalid', data: { path } })

it.each([
  ['a deadline before the inspection', aReport({ deadlineOn: '2026-02-28' }), 'deadlineOn'],
  ['a deadline more than three years after the inspection', aReport({ deadlineOn: '2029-03-02' }), 'deadlineOn'],
  ['an inspection in another century', aReport({ foundOn: '1926-03-01' }), 'foundOn'],
  ['a title that shows nothing', aReport({ title: '\u200b\u2060' }), 'title'],
  ['a limit without a deadline', aReport({ deadlineOn: '' }), 'deadlineOn'],
  ['an inspection in the future', aReport({ foundOn: '2026-03-03' }), 'foundOn'],
  ['a major hazard without its basis', aReport({ level: 'major', basis: '' }), 'basis'],
  ['an unknown category', aReport({ category: 'XC12' }), 'category'],
  ['an immediate rectification without what was done', aReport({ rectifyMode: 'immediate' }), 'completedOn'],
  ['a rectification before the inspection', aReport({ rectifyMode: 'immediate', ...aRectification({ completedOn: '2026-02-28' }) }), 'completedOn'],
  ['negative money', aReport({ fundsPlanned: -1 }), 'fundsPlanned'],
  ['nothing at all', undefined, ''],
])('refuses %s and names the field', (_, data, path) => {
  expect(() => parseReport(data, today)).toThrow(refusal(path))
})

it('takes empty optional fields as not given', () => {
  expect(parseReport(aReport({ basis: '', knowledgeItemId: '', fundsPlanned: undefined }), today)).toMatchObject({
    basis: null,
    knowledgeItemId: null,
    fundsPlanned: null,
  })
})

it('keeps money to two decimals', () => {
  expect(parseReport(aReport({ fundsPlanned: 1.005 }), today).fundsPlanned).toBe(1)
  expect(parseReport(aReport({ fundsPlanned: 0.125 }), today).fundsPlanned).toBe(0.13)
})
