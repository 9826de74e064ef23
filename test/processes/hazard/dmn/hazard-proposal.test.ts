import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluateDecision } from '../../../../engine/decisions/evaluate/evaluate-decision.ts'
import { readDecisions } from '../../../../engine/decisions/read-decisions.ts'
import { categoryCodes } from '../../../../processes/hazard/self-report/categories.ts'
import { createTestApp } from '../../../support/create-test-app.ts'

const xml = readFileSync('processes/hazard/dmn/hazard-proposal.dmn', 'utf8')
const report = { category: 'JC01', basis: null, rectifyMode: 'deadline', foundOn: '2026-03-01' }

async function proposal(variables: Record<string, unknown>): Promise<unknown> {
  const { model } = await readDecisions(xml)
  const outcome = evaluateDecision({ model, decision: 'hazard-proposal', variables: { ...report, ...variables } })
  return 'failure' in outcome ? outcome.failure : outcome.outputs
}

describe('hazard-proposal.dmn', () => {
  it('deploys without a single finding', async () => expect((await readDecisions(xml)).findings).toEqual([]))

  it.each([
    ['basic management', {}, 'general', '2026-03-31'],
    ['fire safety', { category: 'XC05' }, 'general', '2026-03-08'],
    ['equipment', { category: 'XC02' }, 'general', '2026-03-16'],
    ['another thing on site', { category: 'XC11' }, 'general', '2026-03-11'],
    ['what a standard calls major', { category: 'XC05', basis: '工贸企业重大事故隐患判定标准 第三条' }, 'major', '2026-03-31'],
    ['what is rectified at once', { category: 'XC05', rectifyMode: 'immediate' }, 'general', '2026-03-01'],
  ])('proposes level and deadline for %s', async (_, variables, level, deadlineOn) => {
    expect(await proposal(variables)).toEqual([{ proposal: { level, deadlineOn } }])
  })

  it('has an answer for every category, with an empty basis and with none', async () => {
    for (const category of categoryCodes)
      for (const basis of ['', null, undefined])
        expect(await proposal({ category, basis })).toEqual([{ proposal: { level: 'general', deadlineOn: expect.any(String) } }])
  })
})

it('is deployed when the application starts, and once', async () => {
  const app = await createTestApp({ modules: 'all' })
  const stored = () => app.engine.db('decision_definition').where({ key: 'hazard-proposal' }).select('version', 'tenant', 'resourceName')

  const first = await stored()
  await app.restart()
  const second = await stored()
  await app.stop()

  expect(first).toEqual([{ version: 1, tenant: '', resourceName: 'hazard-proposal.dmn' }])
  expect(second).toEqual(first)
})
