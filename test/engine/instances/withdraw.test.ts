import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApprovalApp, startApproval, taskOf } from '../../support/approval-app.ts'
import type { TestApp } from '../../support/create-test-app.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import type { TestClient } from '../../support/test-client.ts'

forEachDatabase((_, kind) => {
  let app: TestApp
  let works: TestClient
  let lin: TestClient
  beforeAll(async () => {
    app = await createApprovalApp({ database: await freshDatabase(kind) })
    ;[works, lin] = await Promise.all([app.as('works'), app.as('lin')])
  })
  afterAll(() => app.stop())

  const withdraw = (client: TestClient, instanceId: string, headers = {}) =>
    client.post(`/api/instances/${instanceId}/withdraw`, { reason: '填错了' }, { headers })
  const stateOf = async (instanceId: string) => (await works.get(`/api/instances/${instanceId}`)).body

  it('takes a case back before anybody acted, with its tasks', async () => {
    const { instanceId, taskId } = await startApproval(app, works)
    await lin.post(`/api/tasks/${taskId}/claim`, {})
    expect(await stateOf(instanceId)).toMatchObject({ actions: ['withdraw'] })

    expect(await withdraw(works, instanceId)).toMatchObject({ status: 200 })

    expect(await stateOf(instanceId)).toMatchObject({
      state: 'completed',
      actions: [],
      current: [],
      timeline: [{ act: 'start' }, { act: 'withdraw', who: 'works姓名', opinion: '填错了' }],
    })
    expect(await taskOf(app, instanceId)).toBe('')
    expect(await app.engine.db('inbox').where({ taskId })).toEqual([])
    expect(await app.engine.db('task_history').where({ instanceId }).select('state')).toEqual([{ state: 'cancelled' }])
    expect((await lin.post(`/api/tasks/${taskId}/complete`, { data: {} })).status).toBe(409)
  })

  it('takes drafts of its tasks out of sight, which nobody could send any more', async () => {
    const { instanceId, taskId } = await startApproval(app, works)
    await lin.post(`/api/tasks/${taskId}/save-draft`, { data: { note: '半截' } })
    const drafts = async () => (await lin.get('/api/tasks?box=drafts')).body
    const before = await drafts()

    await withdraw(works, instanceId)

    expect(before.items[0]).toMatchObject({ taskKey: taskId, subject: expect.stringMatching(/./) })
    expect((await drafts()).total).toBe(before.total - 1)
    expect((await lin.get('/api/tasks/counts')).body.drafts).toBe(before.total - 1)
  })

  it('is too late after somebody acted', async () => {
    const { instanceId, taskId } = await startApproval(app, works)
    await lin.post(`/api/tasks/${taskId}/complete`, { data: {} })

    expect(await withdraw(works, instanceId)).toMatchObject({ status: 409, body: { error: { code: 'instance.withdraw_too_late' } } })
    expect(await stateOf(instanceId)).toMatchObject({ state: 'active', actions: [] })
  })

  it('is refused to everybody but the one who reported', async () => {
    const { instanceId } = await startApproval(app, works)

    expect(await withdraw(lin, instanceId)).toMatchObject({ status: 403, body: { error: { code: 'access.denied' } } })
    expect(await withdraw(await app.as('other'), instanceId)).toMatchObject({ status: 404 })
    expect(await stateOf(instanceId)).toMatchObject({ state: 'active' })
  })

  it('happens once for twenty identical requests at once, all of which get the same answer; a new one finds the case ended', async () => {
    const { instanceId } = await startApproval(app, works)

    const answers = await Promise.all(Array.from({ length: 20 }, () => withdraw(works, instanceId, { 'idempotency-key': 'k' })))

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(await app.engine.db('command').where({ instanceId, act: 'withdraw' })).toHaveLength(1)
    expect(await withdraw(works, instanceId)).toMatchObject({ status: 409, body: { error: { code: 'instance.ended' } } })
  })

  it('and the first act exclude each other when they come at once', async () => {
    for (let round = 0; round < 30; round++) {
      const { instanceId, taskId } = await startApproval(app, works)

      const [withdrawn, completed] = await Promise.all([withdraw(works, instanceId), lin.post(`/api/tasks/${taskId}/complete`, { data: {} })])

      expect([withdrawn.status, completed.status].toSorted()).toEqual([200, 409])
      expect((await stateOf(instanceId)).state).toBe(withdrawn.status === 200 ? 'completed' : 'active')
    }
  })
})

it('of a process that does not exist cannot be tried: it is unknown', async () => {
  const app = await createApprovalApp()
  const works = await app.as('works')

  expect(await works.post('/api/processes/none/start', { data: {} })).toMatchObject({
    status: 404,
    body: { error: { code: 'process.unknown', data: { key: 'none' } } },
  })
  expect(await works.get('/api/processes/none/start-form')).toMatchObject({ status: 404 })
  expect(await works.post('/api/drafts', { processKey: 'none', data: {} })).toMatchObject({ status: 404 })
  expect(await (await app.as('lin')).post('/api/processes/approval/start', { data: {} })).toMatchObject({
    status: 403,
    body: { error: { code: 'process.not_startable' } },
  })
  await app.stop()
})
