import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts'
import { aReport } from '../support/builders.ts'

/** 2026-03-06 is a Friday: two working days after it are Tuesday the 10th. */
describe('the time limit of a district', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({ modules: 'all', demo: true, now: '2026-03-06T01:00:00.000Z' })
    await (await app.as('admin')).put('/api/settings/hazard.overdueAfter', { value: { amount: 2, unit: 'wd' } })
  })
  afterAll(() => app.stop())

  const report = async (username: string, given: Record<string, unknown>) => {
    const { body } = await (await app.as(username)).post('/api/processes/hazard-self-report/start', { data: aReport(given) })
    return body.instanceId
  }
  const isOverdue = async (username: string, instanceId: string) => {
    await app.idle()
    const { items } = (await (await app.as(username)).get('/api/hazards?overdue=true')).body
    return items.some((item: { instanceId: string }) => item.instanceId === instanceId)
  }

  it('counts working days over a weekend, to the end of the last one', async () => {
    const instanceId = await report('qy01', { foundOn: '2026-03-06', deadlineOn: '2026-03-06' })

    await app.advance({ days: 4, hours: 14 })
    expect(await isOverdue('luoshe', instanceId)).toBe(false)

    await app.advance({ hours: 1 })
    expect(await isOverdue('luoshe', instanceId)).toBe(true)
  })

  it('holds for its own district only', async () => {
    const instanceId = await report('qy2-01', { foundOn: '2026-03-10', deadlineOn: '2026-03-11' })

    await app.advance({ days: 1 })

    expect(await isOverdue('donggang', instanceId)).toBe(true)
  })
})
