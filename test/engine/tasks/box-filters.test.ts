import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApprovalApp, startApproval } from '../../support/approval-app.ts'
import type { TestApp } from '../../support/create-test-app.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import type { TestClient } from '../../support/test-client.ts'

forEachDatabase((_, kind) => {
  describe('a filter on a box', () => {
    let app: TestApp
    let works: TestClient
    let lin: TestClient
    let labels: Record<string, string>
    beforeAll(async () => {
      app = await createApprovalApp({ database: await freshDatabase(kind) })
      ;[works, lin] = await Promise.all([app.as('works'), app.as('lin')])
      for (const title of ['Crane A', 'crane B', '动火作业']) await works.post('/api/drafts', { processKey: 'approval', data: { title } })
      const done = await startApproval(app, works)
      await lin.post(`/api/tasks/${done.taskId}/complete`, { data: {} })
      const late = await startApproval(app, works)
      await app.engine.db('task').where({ id: late.taskId }).update({ dueAt: '2026-03-01T00:00:00.000Z' })
      await app.engine.db('inbox').where({ taskId: late.taskId }).update({ dueAt: '2026-03-01T00:00:00.000Z' })
      const early = await startApproval(app, works)
      labels = { [done.instanceId]: 'done', [late.instanceId]: 'late', [early.instanceId]: 'early' }
    })
    afterAll(() => app.stop())

    const subjects = async (client: TestClient, query: string) => {
      const { body } = await client.get(`/api/tasks?${query}`)
      expect(body.total, query).toBe(body.items.length)
      return body.items.map(({ instanceId, subject }: { instanceId: string | null; subject: string }) => (instanceId === null ? subject : labels[instanceId]))
    }

    it('holds for drafts as for any other', async () => {
      expect(await subjects(works, 'box=drafts&q=CRANE')).toEqual(['crane B', 'Crane A'])
      expect(await subjects(works, 'box=drafts&process=other')).toEqual([])
      expect(await subjects(works, 'box=drafts&overdue=true')).toEqual([])
    })

    it('tells what is overdue from what is not, in each box', async () => {
      expect(await subjects(lin, 'overdue=true')).toEqual(['late'])
      expect(await subjects(lin, 'overdue=false')).toEqual(['early'])
      expect(await subjects(works, 'box=started&overdue=true')).toEqual(['late'])
      expect(await subjects(works, 'box=started&overdue=false')).toEqual(['early', 'done'])
      expect(await subjects(lin, 'box=done&overdue=true')).toEqual([])
      expect(await subjects(lin, 'box=done&overdue=false')).toEqual(['done'])
    })

    it('finds capitals and small letters alike', async () => {
      const { body } = await lin.get('/api/tasks?q=sp-&limit=1')

      expect([body.total, body.items[0].businessKey.slice(0, 3)]).toEqual([2, 'SP-'])
    })

    it.each(['garbage', 'W10', 'WzEsMl0', Buffer.from('["a"]').toString('base64url')])('refuses the cursor %s instead of starting over', async (after) => {
      for (const box of ['todo', 'done', 'started', 'drafts']) {
        expect((await lin.get(`/api/tasks?box=${box}&after=${after}`)).body.error, box).toMatchObject({
          code: 'request.invalid',
          message: '请求内容不正确：after。',
        })
      }
    })

    it('gives at most 200 rows, whatever is asked for', async () => {
      const [many, none] = await Promise.all([works.get('/api/tasks?box=drafts&limit=100000'), works.get('/api/tasks?box=drafts&limit=0')])

      expect([many.status, many.body.items.length]).toEqual([200, 3])
      expect(none.status).toBe(400)
    })
  })
})
