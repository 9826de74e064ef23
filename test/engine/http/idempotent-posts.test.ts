import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApprovalApp, startApproval } from '../../support/approval-app.ts'
import type { TestApp } from '../../support/create-test-app.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { png } from '../../support/image-bytes.ts'
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

  const key = (value: string) => ({ headers: { 'idempotency-key': value } })
  const mismatch = { status: 422, body: { error: { code: 'idempotency.mismatch' } } }
  const numberOfDrafts = async () => (await works.get('/api/tasks/counts')).body.drafts

  it('the same draft sent twice with one key is kept once', async () => {
    const draft = (title: string) => works.post('/api/drafts', { processKey: 'approval', data: { title } }, key('draft-1'))
    const before = await numberOfDrafts()

    const answers = [await draft('动火'), await draft('动火'), ...(await Promise.all([draft('动火'), draft('动火'), draft('动火')]))]

    expect(answers.map(({ status, body, headers }) => [status, body.id, headers.get('etag')])).toEqual(Array(5).fill([201, answers[0]?.body.id, '"1"']))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await numberOfDrafts()).toBe(before + 1)
    expect(await draft('登高')).toMatchObject(mismatch)
  })

  it('a task’s draft sent twice with one key is saved once', async () => {
    const { taskId } = await startApproval(app, works)
    const save = (note: string) => lin.post(`/api/tasks/${taskId}/save-draft`, { data: { note } }, key('task-draft'))

    const [first, again, other] = [await save('一'), await save('一'), await save('二')]

    expect([first.status, again.status, again.body.rev]).toEqual([200, 200, 1])
    expect(other).toMatchObject(mismatch)
  })

  it('a photo sent twice with one key is one file', async () => {
    const photo = new Blob([png({ width: 10, height: 10 })], { type: 'image/png' })
    const upload = async (name: string) => {
      const form = new FormData()
      form.append('file', photo, name)
      const headers = { cookie: works.cookie(), 'idempotency-key': 'photo' }
      const response = await fetch(`${app.url()}/api/files`, { method: 'POST', body: form, headers })
      return { status: response.status, body: await response.json() }
    }

    const [first, ...again] = [await upload('a.png'), await upload('a.png'), ...(await Promise.all([upload('a.png'), upload('a.png')]))]

    expect(again.map(({ status, body }) => [status, body.url])).toEqual(Array(3).fill([201, first?.body.url]))
    expect((await works.get(first?.body.url)).status).toBe(200)
    expect(await upload('b.png')).toMatchObject(mismatch)
    expect(await app.engine.db('file').count({ n: '*' })).toMatchObject([{ n: 1 }])
  })
})
