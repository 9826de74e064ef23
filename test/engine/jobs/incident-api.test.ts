import { afterAll, beforeAll, expect, it } from 'vitest'
import { defineHandler, defineModule } from '../../../engine/module.ts'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { smallDistrict } from '../../support/small-district.ts'
import type { TestClient } from '../../support/test-client.ts'

let isDown = true
const send = defineHandler({
  kind: 'job',
  name: 'labSend',
  run: async () => {
    if (isDown) throw new Error('对方没有应答')
    return {}
  },
})
const lab = defineModule({ name: 'lab', directories: { bpmn: 'test/engine/jobs/models' }, handlers: [send] })

forEachDatabase((_, kind) => {
  let app: TestApp
  let admin: TestClient
  let works: TestClient
  beforeAll(async () => {
    app = await createTestApp({ modules: [lab], database: await freshDatabase(kind), prepare: smallDistrict })
    ;[admin, works] = await Promise.all([app.as('admin'), app.as('works')])
  })
  afterAll(() => app.stop())

  const incidentOf = async (instanceId: string) => {
    const { body } = await admin.get('/api/incidents')
    return body.items.find((item: { instanceId: string }) => item.instanceId === instanceId)
  }
  /** A case whose job has failed until it gave up. */
  const stopped = async () => {
    isDown = true
    const answer = await works.post('/api/processes/sending/start', { data: {} })
    await app.idle()
    for (const ms of [5_000, 60_000, 600_000]) {
      await app.advance({ ms })
      await app.idle()
    }
    return answer
  }
  const waits = async (instanceId: string) => (await works.get(`/api/instances/${instanceId}`)).body.current.map(({ nodeId }: { nodeId: string }) => nodeId)

  it('a job handler that gave up is retried by an administrator, and the incident closes when it succeeds', async () => {
    const { body } = await stopped()
    const incident = await incidentOf(body.instanceId)
    expect(incident).toMatchObject({ nodeId: 'Service_Send', message: '对方没有应答' })
    expect((await works.get(`/api/instances/${body.instanceId}`)).body).toMatchObject({ state: 'active', diagram: { incidents: ['Service_Send'] } })

    isDown = false
    expect(await admin.post(`/api/incidents/${incident.id}/retry`, {})).toMatchObject({ status: 200 })
    await app.idle()

    expect(await incidentOf(body.instanceId)).toBeUndefined()
    expect(await waits(body.instanceId)).toEqual(['Task_Sent'])
  })

  it('one that fails again stays an incident', async () => {
    const { body } = await stopped()

    await admin.post(`/api/incidents/${(await incidentOf(body.instanceId)).id}/retry`, {})
    await app.idle()

    expect(await incidentOf(body.instanceId)).toMatchObject({ nodeId: 'Service_Send' })
    expect(await waits(body.instanceId)).toEqual([])
  })

  it('only who may operate sees and retries incidents', async () => {
    const { body } = await stopped()
    const { id } = await incidentOf(body.instanceId)

    for (const client of [works, await app.as('clerk')]) {
      expect(await client.post(`/api/incidents/${id}/retry`, {})).toMatchObject({ status: 403 })
      expect(await client.get('/api/incidents')).toMatchObject({ status: 403 })
    }
    expect(await admin.post('/api/incidents/none/retry', {})).toMatchObject({ status: 404 })
  })
})
