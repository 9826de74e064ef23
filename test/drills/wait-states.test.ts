import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, dayOf } from '../../engine/clock.ts'
import type { DatabaseKind } from '../support/databases.ts'
import type { TestClient } from '../support/test-client.ts'
import { aRectification, aReport } from '../processes/hazard/support/builders.ts'
import { createInstallation, withDatabase, type DrillNode, type Installation } from './support/node.ts'
import { expectFiguresEqualLists, expectWhole } from './support/whole.ts'

/** The server is killed with -9 at each wait state of hazard-self-report and started again: nothing is lost, nothing is done twice. */
describe.each<DatabaseKind>(['sqlite', 'postgres'])('on %s', (kind) => {
  let installation: Installation
  let node: DrillNode
  let enterprise: TestClient
  let township: TestClient
  let today: string
  beforeEach(async () => {
    installation = await createInstallation(kind)
    node = installation.node()
    await node.start()
    ;[enterprise, township] = await Promise.all([node.as('qy01'), node.as('luoshe')])
    today = dayOf((await township.get('/api/test/clock')).body.now)
  })
  afterEach(() => installation.end())

  const killAndStart = async () => {
    await node.kill()
    await node.start()
  }
  const report = (given: Record<string, unknown> = {}) =>
    enterprise.post(
      '/api/processes/hazard-self-report/start',
      { data: aReport({ foundOn: today, deadlineOn: addDays(today, 8), ...given }) },
      { headers: { 'idempotency-key': 'report' } },
    )
  const rectification = () => aRectification({ completedOn: today })
  const taskOf = async (client: TestClient, instanceId: string) => {
    const { body } = await client.get('/api/tasks?box=todo&limit=200')
    return body.items
      .filter((item: { instanceId: string }) => item.instanceId === instanceId)
      .map(({ id, taskKey }: { id: string; taskKey: string }) => ({ id, taskKey }))
  }
  const complete = (client: TestClient, id: string, data: object) =>
    client.post(`/api/tasks/${id}/complete`, { data }, { headers: { 'idempotency-key': `complete ${id}` } })
  const hazardOf = async (instanceId: string) => {
    const { body } = await township.get('/api/hazards?limit=200')
    const id = body.items.find((item: { instanceId: string }) => item.instanceId === instanceId)?.id
    return (await township.get(`/api/hazards/${id}`)).body
  }
  const figures = async () => (await township.get(`/api/statistics/hazards-by-area?period=${today.slice(0, 4)}`)).body.total

  it('a case killed before and after each step of a person goes through to its end', { timeout: 120_000 }, async () => {
    const before = await figures()
    const reported = await report()
    expect(reported.status).toBe(201)
    const { instanceId } = reported.body

    await killAndStart()
    expect(await report()).toMatchObject({ status: 201, body: reported.body })
    const [rectify, ...others] = await taskOf(enterprise, instanceId)
    expect([rectify?.taskKey, others]).toEqual(['Task_Rectify', []])
    expect(await hazardOf(instanceId)).toMatchObject({ status: 'rectifying', overdue: false })
    expect(await complete(enterprise, rectify.id, rectification())).toMatchObject({ status: 200 })

    await killAndStart()
    expect(await complete(enterprise, rectify.id, rectification())).toMatchObject({ status: 200 })
    const [verify] = await taskOf(township, instanceId)
    expect(verify.taskKey).toBe('Task_Verify')
    expect(await complete(township, verify.id, { decision: 'return', opinion: '照片看不清' })).toMatchObject({ status: 200 })

    await killAndStart()
    expect(await taskOf(township, instanceId)).toEqual([])
    expect(await hazardOf(instanceId)).toMatchObject({ status: 'rectifying', returns: 1, returnReason: '照片看不清' })
    const [again] = await taskOf(enterprise, instanceId)
    expect(again.id).not.toBe(rectify.id)
    await complete(enterprise, again.id, rectification())
    const [second] = await taskOf(township, instanceId)
    expect(await complete(township, second.id, { decision: 'accept' })).toMatchObject({ status: 200 })

    await killAndStart()
    expect(await hazardOf(instanceId)).toMatchObject({ status: 'closed', returns: 1 })
    expect([...(await taskOf(enterprise, instanceId)), ...(await taskOf(township, instanceId))]).toEqual([])
    expect(await figures()).toMatchObject({ found: before.found + 1, rectified: before.rectified + 1, open: before.open })
    await expectFiguresEqualLists(await node.as('aqb'), today.slice(0, 4))
    await node.kill()
    await withDatabase(installation.databaseUrl, async (db) => {
      expect((await db('command').where({ instanceId }).orderBy('rev').select('act')).map(({ act }) => act)).toEqual([
        'start',
        'complete',
        'complete',
        'complete',
        'complete',
      ])
      await expectWhole(db)
    })
  })

  it('a deadline that is armed when the server dies, and passes while it is down, is noticed once', { timeout: 120_000 }, async () => {
    const past = addDays(today, -20)
    await township.post('/api/test/clock', { now: `${past}T02:00:00.000Z` })
    const { body } = await report({ foundOn: past, deadlineOn: addDays(past, 1) })
    const { instanceId } = body
    expect(await hazardOf(instanceId)).toMatchObject({ overdue: false })

    await killAndStart()
    await expect.poll(async () => (await hazardOf(instanceId)).overdue, { timeout: 10_000 }).toBe(true)
    await killAndStart()

    expect(await hazardOf(instanceId)).toMatchObject({ overdue: true, status: 'rectifying' })
    expect(await taskOf(enterprise, instanceId)).toMatchObject([{ taskKey: 'Task_Rectify' }])
    await node.kill()
    await withDatabase(installation.databaseUrl, async (db) => {
      expect(await db('command').where({ instanceId, act: 'timer' })).toHaveLength(1)
      expect(await db('activity_history').where({ instanceId, nodeId: 'Service_MarkOverdue' })).toHaveLength(1)
      expect(await db('job').where({ instanceId })).toEqual([])
      await expectWhole(db)
    })
  })
})
