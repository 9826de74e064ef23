import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApprovalApp } from '../../support/approval-app.ts'
import type { TestApp } from '../../support/create-test-app.ts'
import type { TestClient } from '../../support/test-client.ts'

let app: TestApp
let works: TestClient
let path: string
beforeAll(async () => {
  app = await createApprovalApp()
  works = await app.as('works')
  path = `/api/drafts/${(await works.post('/api/drafts', { processKey: 'approval', data: {} })).body.id}`
})
afterAll(() => app.stop())

const save = (ifMatch: string) => works.put(path, { data: {} }, { headers: { 'if-match': ifMatch } })

it.each(['"0"', '"7"', 'seven', '"1", "2"'])('a version that is not the newest (%s) saves nothing', async (version) => {
  expect((await save(version)).status).toBe(412)
  expect((await works.get(path)).headers.get('etag')).toBe('"1"')
})

it('the newest version, weak or strong, and any version save', async () => {
  expect([(await save('"1"')).status, (await save('W/"2"')).status, (await save('*')).status]).toEqual([200, 200, 200])
})
