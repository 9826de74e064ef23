import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts'
import type { TestClient } from '../../../support/test-client.ts'
import { aRectification, aReport } from '../support/builders.ts'

/** What a district sets holds for its own cases from the next step on, and for nobody else’s. Spring Festival 2026: 02-15 to 02-23 are off, Saturday 02-14 is made up. */
let app: TestApp
let admin: TestClient
beforeEach(async () => {
  app = await createTestApp({ modules: 'all', demo: true, now: '2026-02-09T01:00:00.000Z' })
  admin = await app.as('admin')
})
afterEach(() => app.stop())

const set = async (key: string, value: object) => expect(await admin.put(`/api/settings/${key}`, { value })).toMatchObject({ status: 200 })
const report = async (client: TestClient, given: object = {}) => {
  const { status, body } = await client.post('/api/processes/hazard-self-report/start', {
    data: aReport({ foundOn: '2026-02-09', deadlineOn: '2026-02-13', ...given }),
  })
  expect({ status, body }).toMatchObject({ status: 201 })
  return body.instanceId as string
}
const hazardOf = async (client: TestClient, instanceId: string) => {
  const { body } = await client.get('/api/hazards?limit=200')
  return (await client.get(`/api/hazards/${body.items.find((item: { instanceId: string }) => item.instanceId === instanceId)?.id}`)).body
}
const complete = async (client: TestClient, instanceId: string, data: object) => {
  const { body } = await client.get('/api/tasks?box=todo&limit=200')
  const task = body.items.find((item: { instanceId: string }) => item.instanceId === instanceId)
  expect(await client.post(`/api/tasks/${task?.id}/complete`, { data })).toMatchObject({ status: 200 })
}
const at = async (iso: string) => {
  await app.anonymous().post('/api/test/clock', { now: iso })
  await app.idle()
}

describe('overdue', () => {
  it('two working days after the deadline counts the made-up Saturday and skips the festival; another district keeps its own rule', async () => {
    await set('hazard.overdueAfter', { amount: 2, unit: 'wd' })
    const [qy01, other] = await Promise.all([app.as('qy01'), app.as('qy2-01')])
    const [mine, theirs] = await Promise.all([report(qy01), report(other)])
    const overdueAt = async (iso: string) => {
      await at(iso)
      const clients = await Promise.all([app.as('qy01'), app.as('qy2-01')])
      return [(await hazardOf(clients[0], mine)).overdue, (await hazardOf(clients[1], theirs)).overdue]
    }

    expect(await overdueAt('2026-02-13T15:59:59.000Z')).toEqual([false, false])
    expect(await overdueAt('2026-02-13T16:00:00.000Z')).toEqual([false, true])
    expect(await overdueAt('2026-02-24T15:59:59.000Z')).toEqual([false, true])
    expect(await overdueAt('2026-02-24T16:00:00.000Z')).toEqual([true, true])
  })

  it('follows the days that the district has made working days or days off itself', async () => {
    await set('hazard.overdueAfter', { amount: 1, unit: 'wd' })
    expect(await admin.put('/api/calendars/2026-02-14', { kind: 'off', name: '本区不补班' })).toMatchObject({ status: 200 })
    const instanceId = await report(await app.as('qy01'))

    await at('2026-02-24T15:59:59.000Z')
    expect(await hazardOf(await app.as('qy01'), instanceId)).toMatchObject({ overdue: false })
    await at('2026-02-24T16:00:00.000Z')
    expect(await hazardOf(await app.as('qy01'), instanceId)).toMatchObject({ overdue: true })
  })
})

describe('verification', () => {
  const rectify = (client: TestClient, instanceId: string, completedOn = '2026-02-09') => complete(client, instanceId, aRectification({ completedOn }))

  it.each([
    [0, 'closed'],
    [100, 'rectified'],
  ])('of %i per cent leaves a rectified hazard %s', async (percentage, status) => {
    await set('hazard.verification', { mode: 'percentage', percentage })
    const [qy01, other] = await Promise.all([app.as('qy01'), app.as('qy2-01')])
    const [mine, theirs] = await Promise.all([report(qy01), report(other)])

    await rectify(qy01, mine)
    await rectify(other, theirs)

    expect(await hazardOf(qy01, mine)).toMatchObject({ status })
    expect(await hazardOf(other, theirs)).toMatchObject({ status: 'rectified' })
  })

  it('of overdue and returned ones only closes the others at once', async () => {
    const qy01 = await app.as('qy01')
    const luoshe = await app.as('luoshe')
    const returned = await report(qy01, { deadlineOn: '2026-02-27' })
    await rectify(qy01, returned)
    await complete(luoshe, returned, { decision: 'return', opinion: '不合格' })
    await set('hazard.verification', { mode: 'overdue-and-returned' })
    const [inTime, late] = [await report(qy01), await report(qy01)]

    await rectify(qy01, inTime)
    await rectify(qy01, returned)
    await at('2026-02-13T16:00:00.000Z')
    const qy01Later = await app.as('qy01')
    await rectify(qy01Later, late, '2026-02-13')

    expect(await hazardOf(qy01Later, inTime)).toMatchObject({ status: 'closed', overdue: false })
    expect(await hazardOf(qy01Later, returned)).toMatchObject({ status: 'rectified', returns: 1 })
    expect(await hazardOf(qy01Later, late)).toMatchObject({ status: 'rectified' })
  })
})
