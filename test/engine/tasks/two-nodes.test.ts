import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApprovalApp, startApproval, taskOf } from '../../support/approval-app.ts'
import type { TestApp } from '../../support/create-test-app.ts'
import { freshPostgres } from '../../support/databases.ts'
import type { TestClient } from '../../support/test-client.ts'

/** Two whole applications on one PostgreSQL, with one person at each: what one does holds for the other at once. */
let a: TestApp
let b: TestApp
let works: TestClient
let lin: TestClient
let xu: TestClient
beforeAll(async () => {
  const database = await freshPostgres()
  a = await createApprovalApp({ database })
  b = await createApprovalApp({ database, prepare: async () => undefined })
  ;[works, lin, xu] = await Promise.all([a.as('works'), a.as('lin'), b.as('xu')])
})
afterAll(() => Promise.all([a.stop(), b.stop()]))

const complete = (client: TestClient, taskId: string, headers = {}) => client.post(`/api/tasks/${taskId}/complete`, { data: {} }, { headers })

it('a task completed at both at once is done by one, and the other is told by whom and when', async () => {
  for (let round = 0; round < 15; round++) {
    const { instanceId, taskId } = await startApproval(a, works)

    const answers = await Promise.all([complete(lin, taskId), complete(xu, taskId)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const late = answers.find(({ status }) => status === 409)
    const by = answers[0]?.status === 200 ? '林一' : '许二'
    expect(late?.body.error).toMatchObject({ code: 'task.gone', data: { by, at: '2026-03-02T01:00:00.000Z' } })
    expect(await a.engine.db('task_history').where({ instanceId }).select('state')).toEqual([{ state: 'completed' }])
  }
})

it('a task claimed at one leaves the boxes of the other, and is refused there', async () => {
  const { taskId } = await startApproval(a, works)
  await lin.post(`/api/tasks/${taskId}/claim`, {})

  const { body } = await xu.get('/api/tasks?box=todo&limit=200')

  expect(body.items.map(({ id }: { id: string }) => id)).not.toContain(taskId)
  expect(await complete(xu, taskId)).toMatchObject({ status: 409, body: { error: { code: 'task.already_claimed', data: { by: '林一' } } } })
})

it('a case goes on at whichever node the next person is', async () => {
  const { instanceId, taskId } = await startApproval(a, works)
  expect(await complete(xu, taskId)).toMatchObject({ status: 200 })
  const confirm = await taskOf(a, instanceId)

  expect(await complete(works, confirm)).toMatchObject({ status: 200 })
  expect((await works.get(`/api/instances/${instanceId}`)).body.state).toBe('completed')
})

it('one request sent to both nodes many times happens once and answers the same', async () => {
  const linAtB = await b.as('lin')
  const { instanceId, taskId } = await startApproval(a, works)

  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => complete(index % 2 === 0 ? lin : linAtB, taskId, { 'idempotency-key': 'k' })))

  expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(Array(20).fill({ status: 200, body: { ok: true } }))
  expect(await a.engine.db('command').where({ instanceId, act: 'complete' })).toHaveLength(1)
})
