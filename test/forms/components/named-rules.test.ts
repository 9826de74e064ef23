import { expect, it } from 'vitest'
import { checkNamedRules } from '../../../forms/components/named-rules/component.ts'
import { libraryForm, refusals } from '../support.ts'

const report = libraryForm('hazard-report')
const facts = { today: '2026-03-10', language: 'zh-CN', isShown: () => true } as const

it('the browser says what the server says', async () => {
  const data = {
    title: 'x',
    description: 'x',
    location: 'x',
    category: 'XC05',
    level: 'major',
    foundOn: '2026-03-11',
    foundBy: 'x',
    rectifyMode: 'deadline',
    deadlineOn: '2026-03-01',
    precautions: 'x',
  }

  const here = checkNamedRules(report, data, facts)

  expect(Object.fromEntries(here.map(({ path, message }) => [path, message]))).toEqual(await refusals(report, data))
  expect(here.map(({ path }) => path)).toEqual(['basis', 'foundOn', 'responsiblePerson', 'measures', 'deadlineOn'])
})

it('a phone number in full-width digits is as good as in half-width ones', () => {
  expect(checkNamedRules(report, { responsiblePhone: '１９９００００００01' }, facts)).toEqual([])
  expect(checkNamedRules(report, { responsiblePhone: '１９９' }, facts)).toMatchObject([{ path: 'responsiblePhone' }])
})

it('a field that is not shown is left alone', () => {
  expect(checkNamedRules(report, { level: 'major' }, { ...facts, isShown: (path) => path !== 'basis' })).toEqual([])
})

it('a rule that compares with the case says nothing while the page does not have it', () => {
  const rectify = libraryForm('hazard-rectify')

  expect(checkNamedRules(rectify, { completedOn: '2026-03-01' }, facts)).toEqual([])
  expect(checkNamedRules(rectify, { completedOn: '2026-03-01' }, { ...facts, language: 'en', context: { foundOn: '2026-03-02' } })).toEqual([
    { path: 'completedOn', message: '"整改完成日期" must not be before "检查日期" (2026-03-02)' },
  ])
})
