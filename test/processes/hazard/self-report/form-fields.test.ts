import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts'
import type { TestClient } from '../../../support/test-client.ts'
import { aReport } from '../support/builders.ts'

describe('the forms of a hazard', () => {
  let app: TestApp
  let enterprise: TestClient
  let taskId: string
  beforeAll(async () => {
    app = await createTestApp({ modules: 'all', demo: true, now: '2026-03-02T01:00:00.000Z' })
    enterprise = await app.as('qy01')
    const { body } = await enterprise.post('/api/processes/hazard-self-report/start', { data: aReport() })
    const { body: todo } = await enterprise.get('/api/tasks?limit=200')
    taskId = todo.items.find((item: { instanceId: string }) => item.instanceId === body.instanceId).id
  })
  afterAll(() => app.stop())

  it('say of each field what may be done to it', async () => {
    const start = await enterprise.get('/api/processes/hazard-self-report/start-form')
    const rectify = await enterprise.get(`/api/tasks/${taskId}/form`)

    expect(start.body.fields).toMatchObject({ title: 'editable', category: 'editable', photosBefore: 'editable', completedOn: 'editable' })
    expect(rectify.body.fields).toEqual({
      completedOn: 'editable',
      rectification: 'editable',
      fundsActual: 'editable',
      acceptedBy: 'editable',
      photosAfter: 'editable',
    })
  })

  it('are read-only for who may look and not act', async () => {
    const { body } = await (await app.as('luoshe')).get(`/api/tasks/${taskId}/form`)

    expect(body.actions).toEqual([])
    expect(new Set(Object.values(body.fields))).toEqual(new Set(['readonly']))
  })
})
