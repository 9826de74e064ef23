import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDecisions } from '../../../../engine/decisions/decisions.ts'
import { isBounded } from '../../../../engine/decisions/evaluate/bounded.ts'
import { evaluateDecision } from '../../../../engine/decisions/evaluate/evaluate-decision.ts'
import { readDecisions } from '../../../../engine/decisions/read-decisions.ts'
import { createScriptHost } from '../../../../engine/scripts/script-host.ts'
import { categoryCodes } from '../../../../processes/hazard/self-report/categories.ts'
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts'

const xml = readFileSync('processes/hazard/dmn/hazard-proposal.dmn', 'utf8')
const report = { category: 'JC01', basis: null, rectifyMode: 'deadline' }

async function proposal(variables: Record<string, unknown>): Promise<unknown> {
  const { model } = await readDecisions(xml)
  expect(isBounded(model, 'hazard-proposal')).toBe(true)
  const outcome = evaluateDecision({ model, decision: 'hazard-proposal', variables: { ...report, ...variables } })
  return 'failure' in outcome ? outcome.failure : outcome.outputs
}

describe('hazard-proposal.dmn', () => {
  it('deploys without a single finding', async () => expect((await readDecisions(xml)).findings).toEqual([]))

  it.each([
    ['basic management', {}, 'general', 30],
    ['fire safety', { category: 'XC05' }, 'general', 7],
    ['equipment', { category: 'XC02' }, 'general', 15],
    ['another thing on site', { category: 'XC11' }, 'general', 10],
    ['what a standard calls major', { category: 'XC05', basis: '工贸企业重大事故隐患判定标准 第三条' }, 'major', 30],
    ['what is rectified at once', { category: 'XC05', rectifyMode: 'immediate' }, 'general', 0],
  ])('proposes level and days for %s', async (_, variables, level, days) => {
    expect(await proposal(variables)).toEqual([{ level, days }])
  })

  it('has an answer for every category, with an empty basis and with none', async () => {
    for (const category of categoryCodes)
      for (const basis of ['', null, undefined]) expect(await proposal({ category, basis })).toEqual([{ level: 'general', days: expect.any(Number) }])
  })
})

describe('the proposal for a report', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({ modules: 'all', demo: true })
  })
  afterAll(() => app.stop())
  const propose = async (query: string) => (await app.as('qy01')).get(`/api/hazards/proposal?${query}`)

  it('is level and deadline, counted from the day of the inspection', async () => {
    const { status, body } = await propose('category=XC05&rectifyMode=deadline&foundOn=2026-02-27')
    expect([status, body]).toEqual([200, { level: 'general', deadlineOn: '2026-03-06' }])
    expect((await propose('category=XC05&rectifyMode=deadline&foundOn=2026-02-27&basis=x')).body).toEqual({ level: 'major', deadlineOn: '2026-03-29' })
    expect((await propose('category=XC05&rectifyMode=immediate&foundOn=2026-02-27')).body).toEqual({ level: 'general', deadlineOn: null })
  })

  it('is asked with what a report has, and by whom reports concern', async () => {
    expect((await propose('category=XC99&rectifyMode=deadline&foundOn=2026-02-27')).status).toBe(400)
    expect((await app.anonymous().get('/api/hazards/proposal?category=XC05&rectifyMode=deadline&foundOn=2026-02-27')).status).toBe(401)
  })

  it("is the district's own as soon as it has deployed one", async () => {
    const { db, clock, newId } = app.engine
    const decisions = createDecisions({ db, clock, newId, scripts: createScriptHost() })
    await decisions.deploy({ name: 'own.dmn', xml: xml.replace('<text>7</text>', '<text>3</text>'), tenant: '320206', by: null })
    expect((await propose('category=XC05&rectifyMode=deadline&foundOn=2026-02-27')).body).toEqual({ level: 'general', deadlineOn: '2026-03-02' })
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
