import { readFileSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { createDecisions } from '../../../../engine/decisions/decisions.ts'
import { createScriptHost } from '../../../../engine/scripts/script-host.ts'
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts'
import { forEachDatabase, freshDatabase } from '../../../support/databases.ts'
import type { TestClient } from '../../../support/test-client.ts'
import { aRectification, aReport } from '../support/builders.ts'

/** What a district's decision says of a report, while it is written and when it is registered: XC05 found on 2026-03-01 gets 7 days by the shipped table. */
const xml = readFileSync('processes/hazard/dmn/hazard-proposal.dmn', 'utf8')
const asked = '/api/hazards/proposal?category=XC05&rectifyMode=deadline&foundOn=2026-03-01'

let app: TestApp
afterEach(() => app.stop())

async function started(database?: string): Promise<TestClient> {
  app = await createTestApp({ modules: 'all', demo: true, now: '2026-03-02T01:00:00.000Z', ...(database !== undefined && { database }) })
  return app.as('qy01')
}

async function deployed(own: string, tenant = '320206'): Promise<void> {
  const { db, clock, newId } = app.engine
  const decisions = createDecisions({ db, clock, newId, scripts: createScriptHost() })
  expect(await decisions.deploy({ name: 'own.dmn', xml: own, tenant, by: null })).not.toEqual([])
}

async function reported(client: TestClient, given: Record<string, unknown> = {}) {
  const { status, body } = await client.post('/api/processes/hazard-self-report/start', { data: aReport(given) })
  expect({ status, body }).toMatchObject({ status: 201 })
  const list = await client.get(`/api/hazards?q=${body.businessKey}`)
  return (await client.get(`/api/hazards/${list.body.items[0]?.id}`)).body
}

forEachDatabase((_, kind) => {
  it(`a report notes what was proposed beside what was chosen (${kind})`, async () => {
    const client = await started(await freshDatabase(kind))

    expect(await reported(client)).toMatchObject({ level: 'general', deadlineOn: '2026-03-10', proposed: { level: 'general', deadlineOn: '2026-03-08' } })
    expect(await reported(client, { basis: '重大事故隐患判定标准' })).toMatchObject({
      level: 'general',
      proposed: { level: 'major', deadlineOn: '2026-03-31' },
    })
    const atOnce = { rectifyMode: 'immediate', deadlineOn: undefined, precautions: undefined, ...aRectification() }
    expect(await reported(client, atOnce)).toMatchObject({ deadlineOn: null, proposed: { level: 'general', deadlineOn: null } })
  })
})

it("a report notes what the district's own version of the decision proposed; another district keeps the shipped one", async () => {
  const client = await started()
  await deployed(xml.replace('<text>7</text>', '<text>3</text>'))

  expect(await reported(client)).toMatchObject({ proposed: { level: 'general', deadlineOn: '2026-03-04' } })
  expect(await reported(await app.as('qy2-01'))).toMatchObject({ proposed: { level: 'general', deadlineOn: '2026-03-08' } })
})

it.each([
  ['fails', '"days" + 1'],
  ['proposes no number of days', '"soon"'],
  ['proposes days that no deadline may have', '4000'],
])('nobody is kept from reporting by a decision that %s', async (_, entry) => {
  const client = await started()
  await deployed(xml.replace('typeRef="integer"', '').replace('<text>7</text>', `<text>${entry}</text>`))

  expect((await client.get(asked)).status).toBe(422)
  expect(await reported(client)).toMatchObject({ status: 'rectifying', level: 'general', deadlineOn: '2026-03-10', proposed: null })
})

it('nobody is kept from reporting where there is no decision at all', async () => {
  const client = await started()
  await app.engine.db('decision_definition').where({ key: 'hazard-proposal' }).delete()

  expect(await client.get(asked)).toMatchObject({ status: 404, body: { error: { code: 'decision.unknown' } } })
  expect(await reported(client)).toMatchObject({ status: 'rectifying', proposed: null })
})

it('a decision without an answer for a report proposes nothing', async () => {
  const client = await started()
  await deployed(
    xml
      .replaceAll('"XC05", "XC06", "XC08"', '"XC06"')
      .replaceAll('starts with(?, "XC")', '"XC11"')
      .replace(/<rule id="Rule_Days6">[\s\S]*?<\/rule>/, ''),
  )

  expect(await client.get(asked)).toMatchObject({ status: 200, body: { level: null, deadlineOn: null } })
  expect((await reported(client)).proposed).toBeNull()
})

it('a mode that is not chosen yet gets the deadline it would have, and blanks are no basis', async () => {
  const client = await started()

  expect((await client.get('/api/hazards/proposal?category=XC05&foundOn=2026-03-01&basis=%20')).body).toEqual({ level: 'general', deadlineOn: '2026-03-08' })
})
