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

  const overdue = async () => {
    await app.idle()
    return (await (await app.as('luoshe')).get('/api/hazards?overdue=true')).body.total
  }

  it('counts working days over a weekend, to the end of the last one', async () => {
    await (await app.as('qy01')).post('/api/processes/hazard-self-report/start', { data: aReport({ foundOn: '2026-03-06', deadlineOn: '2026-03-06' }) })

    await app.advance({ days: 4, hours: 14 })
    expect(await overdue()).toBe(0)

    await app.advance({ hours: 1 })
    expect(await overdue()).toBe(1)
  })

  it('holds for its own district only', async () => {
    await (await app.as('qy2-01')).post('/api/processes/hazard-self-report/start', { data: aReport({ foundOn: '2026-03-10', deadlineOn: '2026-03-11' }) })

    await app.advance({ days: 1 })
    await app.idle()

    expect((await (await app.as('donggang')).get('/api/hazards?overdue=true')).body.total).toBe(1)
  })
})
