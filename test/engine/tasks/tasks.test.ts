import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApprovalApp, startApproval, taskOf } from '../../support/approval-app.ts'
import type { TestApp } from '../../support/create-test-app.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import type { TestClient } from '../../support/test-client.ts'

forEachDatabase((_, kind) => {
  let app: TestApp
  let works: TestClient
  let lin: TestClient
  let xu: TestClient
  let viewer: TestClient
  beforeAll(async () => {
    app = await createApprovalApp({ database: await freshDatabase(kind) })
    ;[works, lin, xu, viewer] = await Promise.all([app.as('works'), app.as('lin'), app.as('xu'), app.as('viewer')])
  })
  afterAll(() => app.stop())

  const listed = async (client: TestClient, box: string) => (await client.get(`/api/tasks?box=${box}&limit=200`)).body.items.map(({ id }: { id: string }) => id)
  const complete = (client: TestClient, taskId: string) => client.post(`/api/tasks/${taskId}/complete`, { data: {} })

  describe('somebody else’s task', () => {
    it.each(['other', 'yangshan', 'xishan', 'town', 'admin'])('is unknown to %s, whatever he tries', async (username) => {
      const { instanceId, taskId } = await startApproval(app, works)
      const stranger = await app.as(username)

      for (const [what, answer] of Object.entries({
        task: await stranger.get(`/api/tasks/${taskId}`),
        form: await stranger.get(`/api/tasks/${taskId}/form`),
        claim: await stranger.post(`/api/tasks/${taskId}/claim`, {}),
        unclaim: await stranger.post(`/api/tasks/${taskId}/unclaim`, {}),
        complete: await complete(stranger, taskId),
        draft: await stranger.post(`/api/tasks/${taskId}/save-draft`, { data: {} }),
        instance: await stranger.get(`/api/instances/${instanceId}`),
        withdraw: await stranger.post(`/api/instances/${instanceId}/withdraw`, {}),
      })) {
        expect(answer.status, what).toBe(404)
        expect(answer.body.error.code, what).toBe(what === 'instance' || what === 'withdraw' ? 'instance.unknown' : 'task.unknown')
      }
      expect(await taskOf(app, instanceId)).toBe(taskId)
    })

    it('answers exactly as one that does not exist', async () => {
      const { taskId } = await startApproval(app, works)
      const stranger = await app.as('yangshan')

      const [theirs, none] = await Promise.all([stranger.get(`/api/tasks/${taskId}`), stranger.get('/api/tasks/none')])

      expect({ ...theirs.body.error, requestId: '', data: {}, message: '' }).toEqual({ ...none.body.error, requestId: '', data: {}, message: '' })
    })

    it('that one may see but not act on is refused with 403', async () => {
      const { taskId } = await startApproval(app, works)

      expect(await viewer.get(`/api/tasks/${taskId}`)).toMatchObject({ status: 200, body: { actions: [] } })
      for (const action of ['claim', 'unclaim', 'complete', 'save-draft']) {
        expect(await viewer.post(`/api/tasks/${taskId}/${action}`, { data: {} }), action).toMatchObject({
          status: 403,
          body: { error: { code: 'task.not_yours' } },
        })
      }
      expect(await works.get(`/api/tasks/${taskId}`)).toMatchObject({ status: 200, body: { actions: [] } })
    })
  })

  describe('a claimed task', () => {
    it('leaves the boxes of the others, says who has it, and comes back', async () => {
      const { taskId } = await startApproval(app, works)
      expect(await Promise.all([listed(lin, 'claimable'), listed(xu, 'claimable'), listed(xu, 'todo')])).toEqual(
        Array(3).fill(expect.arrayContaining([taskId])),
      )

      expect(await lin.post(`/api/tasks/${taskId}/claim`, {})).toMatchObject({ status: 200 })

      expect(await listed(lin, 'todo')).toContain(taskId)
      for (const box of ['claimable', 'todo']) expect(await listed(xu, box), box).not.toContain(taskId)
      expect(await listed(lin, 'claimable')).not.toContain(taskId)
      expect((await xu.get(`/api/tasks/${taskId}`)).body).toMatchObject({ assignee: { name: '林一' }, actions: [] })
      for (const action of ['claim', 'complete', 'unclaim']) {
        expect(await xu.post(`/api/tasks/${taskId}/${action}`, action === 'complete' ? { data: {} } : {}), action).toMatchObject({
          status: 409,
          body: { error: { code: 'task.already_claimed', data: { by: '林一', at: '2026-03-02T01:00:00.000Z' } } },
        })
      }

      expect(await lin.post(`/api/tasks/${taskId}/unclaim`, {})).toMatchObject({ status: 200 })
      expect(await listed(xu, 'claimable')).toContain(taskId)
      expect(await complete(xu, taskId)).toMatchObject({ status: 200 })
    })

    it('is claimed once when both candidates claim it at once', async () => {
      for (let round = 0; round < 10; round++) {
        const { taskId } = await startApproval(app, works)

        const answers = await Promise.all([lin, xu].map((client) => client.post(`/api/tasks/${taskId}/claim`, {})))

        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
        const loser = answers.find(({ status }) => status === 409)
        expect(loser?.body.error.data.by).toBe(answers[0]?.status === 200 ? '林一' : '许二')
        expect(await app.engine.db('inbox').where({ taskId }).select('grp')).toEqual([{ grp: answers[0]?.status === 200 ? 'user:user-lin' : 'user:user-xu' }])
      }
    })

    it('is not completed by another candidate at the same time: one of the two happens, and the other is told by whom', async () => {
      for (let round = 0; round < 10; round++) {
        const { instanceId, taskId } = await startApproval(app, works)

        const [claimed, completed] = await Promise.all([lin.post(`/api/tasks/${taskId}/claim`, {}), complete(xu, taskId)])

        const late = claimed.status === 200 ? completed : claimed
        expect([claimed.status, completed.status].toSorted()).toEqual([200, 409])
        expect(late.body.error).toMatchObject(
          claimed.status === 200 ? { code: 'task.already_claimed', data: { by: '林一' } } : { code: 'task.gone', data: { by: '许二' } },
        )
        expect((await taskOf(app, instanceId)) === taskId).toBe(claimed.status === 200)
      }
    })
  })

  describe('a done task', () => {
    it('says who did it and when to those who may see it', async () => {
      const { taskId } = await startApproval(app, works)
      await complete(lin, taskId)

      for (const answer of [await complete(xu, taskId), await viewer.get(`/api/tasks/${taskId}`), await complete(lin, taskId)]) {
        expect(answer).toMatchObject({
          status: 409,
          body: { error: { code: 'task.gone', data: { by: '林一', at: '2026-03-02T01:00:00.000Z' } } },
        })
        expect(answer.body.error.message).toContain('林一')
      }
      expect(await complete(await app.as('yangshan'), taskId)).toMatchObject({ status: 404 })
    })

    it('is done by one of two who do it at once, and the other one is told', async () => {
      for (let round = 0; round < 10; round++) {
        const { taskId } = await startApproval(app, works)

        const answers = await Promise.all([complete(lin, taskId), complete(xu, taskId)])

        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
        const loser = answers.find(({ status }) => status === 409)
        expect(loser?.body.error).toMatchObject({ code: 'task.gone', data: { by: answers[0]?.status === 200 ? '林一' : '许二' } })
      }
    })

    it('answers the same request again as the first time, and another body with 422', async () => {
      const { taskId } = await startApproval(app, works)
      const options = { headers: { 'idempotency-key': 'once' } }
      const send = (data: object) => lin.post(`/api/tasks/${taskId}/complete`, { data }, options)

      const first = await send({ note: '好' })

      expect(await send({ note: '好' })).toMatchObject({ status: first.status, body: first.body })
      expect(await send({ note: '不好' })).toMatchObject({ status: 422, body: { error: { code: 'idempotency.mismatch' } } })
      expect(await app.engine.db('task_history').where({ id: taskId })).toHaveLength(1)
    })
  })

  it('a conflict is answered again to the same request, although the task has come free; a new request does it', async () => {
    const { taskId } = await startApproval(app, works)
    await lin.post(`/api/tasks/${taskId}/claim`, {})
    const send = (key: string) => xu.post(`/api/tasks/${taskId}/complete`, { data: {} }, { headers: { 'idempotency-key': key } })
    const first = await send('one')
    expect(first).toMatchObject({ status: 409, body: { error: { code: 'task.already_claimed', data: { by: '林一' } } } })

    await lin.post(`/api/tasks/${taskId}/unclaim`, {})

    const again = await send('one')
    expect({ ...again.body.error, requestId: '' }).toEqual({ ...first.body.error, requestId: '' })
    expect(again.status).toBe(409)
    expect(await send('two')).toMatchObject({ status: 200 })
    expect(await send('one')).toMatchObject({ status: 409, body: { error: { code: 'task.already_claimed' } } })
  })

  describe('a draft', () => {
    it('is saved with the ETag it was read with, and a stale one is refused', async () => {
      const { taskId } = await startApproval(app, works)
      const save = (note: string, etag?: string) =>
        lin.post(`/api/tasks/${taskId}/save-draft`, { data: { note } }, etag === undefined ? {} : { headers: { 'if-match': etag } })

      const first = await save('一')
      const second = await save('二', first.headers.get('etag') ?? '')
      expect([first.status, second.status]).toEqual([200, 200])

      expect(await save('三', first.headers.get('etag') ?? '')).toMatchObject({ status: 412, body: { error: { code: 'request.stale' } } })
      expect(await save('三', '"x"')).toMatchObject({ status: 412 })
      expect(await app.engine.db('draft').where({ taskId }).select('rev')).toEqual([{ rev: 2 }])
    })

    it('is made once when two tabs save for the first time at once', async () => {
      const { taskId } = await startApproval(app, works)

      const answers = await Promise.all(['一', '二', '三', '四'].map((note) => lin.post(`/api/tasks/${taskId}/save-draft`, { data: { note } })))

      expect(answers.map(({ status }) => status).every((status) => status === 200 || status === 412)).toBe(true)
      expect(await app.engine.db('draft').where({ taskId })).toHaveLength(1)
    })

    it('belongs to one person, and goes when the task is done', async () => {
      const { taskId } = await startApproval(app, works)
      const { body } = await lin.post(`/api/tasks/${taskId}/save-draft`, { data: { note: '我的' } })

      for (const other of [xu, works, viewer, await app.as('admin')]) {
        expect(await other.get(`/api/drafts/${body.id}`)).toMatchObject({ status: 404 })
        expect(await other.put(`/api/drafts/${body.id}`, { data: {} })).toMatchObject({ status: 404 })
        expect(await other.del(`/api/drafts/${body.id}`)).toMatchObject({ status: 404 })
      }
      await complete(lin, taskId)
      expect(await lin.get(`/api/drafts/${body.id}`)).toMatchObject({ status: 404 })
    })
  })

  it('boxes count what they list, for everybody', async () => {
    await works.post('/api/drafts', { processKey: 'approval', data: { title: '草稿' } })
    for (const client of [works, lin, xu, viewer, await app.as('other'), await app.as('xishan')]) {
      const { body: counts } = await client.get('/api/tasks/counts')
      for (const [box, count] of Object.entries(counts)) {
        const { body } = await client.get(`/api/tasks?box=${box}&limit=200`)
        expect([box, body.total, body.items.length]).toEqual([box, count, count])
      }
    }
    expect((await works.get('/api/tasks/counts')).body).toMatchObject({ drafts: 1, started: expect.any(Number), todo: expect.any(Number) })
  })

  it('boxes page through everything once, in order', async () => {
    const { body: all } = await lin.get('/api/tasks?box=todo&limit=200')
    const seen: string[] = []
    for (let after = ''; ;) {
      const { body } = await lin.get(`/api/tasks?box=todo&limit=3${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      if (body.next === null) break
      after = body.next
    }

    expect(seen).toEqual(all.items.map(({ id }: { id: string }) => id))
  })
})
