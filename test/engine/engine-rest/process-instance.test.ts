import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { createRest, model, type Rest } from './support.ts'

describe.each<DatabaseKind>(['sqlite', 'postgres'])('/process-instance on %s', (kind) => {
  let rest: Rest
  const start = async (body: object = {}) => (await rest.post('/process-definition/key/simple/start', body)).body.id as string
  beforeAll(async () => {
    rest = await createRest({ database: await freshDatabase(kind) })
    await rest.deploy({ 'simple.bpmn': model('simple'), 'other.bpmn': model('other') })
  })
  afterAll(() => rest.app.stop())

  it('is listed, counted and found while it runs, and gone when it was deleted', async () => {
    const id = await start({ businessKey: 'listed' })

    expect((await rest.get(`/process-instance/${id}`)).body).toMatchObject({
      id,
      definitionKey: 'simple',
      businessKey: 'listed',
      ended: false,
      suspended: false,
    })
    expect((await rest.get('/process-instance?businessKey=listed')).body).toMatchObject([{ id }])
    expect((await rest.post('/process-instance/count', { businessKeyLike: 'liste%', processDefinitionKey: 'simple' })).body).toEqual({ count: 1 })

    expect((await rest.del(`/process-instance/${id}`)).status).toBe(204)
    expect((await rest.get(`/process-instance/${id}`)).body).toEqual({
      type: 'InvalidRequestException',
      message: `Process instance with id ${id} does not exist`,
      code: null,
    })
    expect((await rest.del(`/process-instance/${id}`)).status).toBe(404)
    expect((await rest.del(`/process-instance/${id}?failIfNotExists=false`)).status).toBe(204)
  })

  it('is found by its variables, numbers as numbers and text as text', async () => {
    const id = await start({ variables: { amount: { value: 10, type: 'Long' }, city: { value: 'Wuxi' }, 'odd name': { value: true } } })
    const found = async (variables: string) => (await rest.get(`/process-instance?variables=${variables}`)).body.map((one: { id: string }) => one.id)

    expect(await found('amount_eq_10')).toEqual([id])
    expect(await found('amount_gteq_9.5,city_like_Wu%25')).toEqual([id])
    expect(await found('amount_gt_10')).toEqual([])
    expect(await found('city_eq_10')).toEqual([])
    expect((await rest.post('/process-instance', { variables: [{ name: 'odd name', operator: 'eq', value: true }] })).body).toMatchObject([{ id }])
    expect(
      (
        await rest.post('/process-instance', {
          variables: [{ name: 'CITY', operator: 'eq', value: 'wuxi' }],
          variableNamesIgnoreCase: true,
          variableValuesIgnoreCase: true,
        })
      ).body,
    ).toMatchObject([{ id }])
    expect((await rest.get('/process-instance?variables=amount_eq')).body).toMatchObject({
      message: 'variable query parameter has to have format KEY_OPERATOR_VALUE.',
    })
    expect((await rest.get('/process-instance?variables=amount_is_1')).status).toBe(400)
  })

  it('is found by any of the filters of an or-query', async () => {
    const [a, b] = [await start({ businessKey: 'or-a' }), await start({ businessKey: 'or-b' })]

    const { body } = await rest.post('/process-instance', { processDefinitionKey: 'simple', orQueries: [{ businessKey: 'or-a', processInstanceIds: [b] }] })

    expect(body.map(({ id }: { id: string }) => id).sort()).toEqual([a, b].sort())
  })

  it('is paged and sorted', async () => {
    for (const key of ['p-3', 'p-1', 'p-2']) await start({ businessKey: key })

    const page = (await rest.get('/process-instance?businessKeyLike=p-%25&sortBy=businessKey&sortOrder=desc&firstResult=1&maxResults=1')).body

    expect(page.map(({ businessKey }: { businessKey: string }) => businessKey)).toEqual(['p-2'])
    expect((await rest.get('/process-instance?firstResult=x')).body).toMatchObject({ type: 'InvalidRequestException' })
  })

  it('shows where its tokens are', async () => {
    const id = await start()

    const { body } = await rest.get(`/process-instance/${id}/activity-instances`)

    expect(body).toMatchObject({ id, activityType: 'processDefinition', parentActivityInstanceId: null, processInstanceId: id, childTransitionInstances: [] })
    expect(body.childActivityInstances).toMatchObject([
      {
        activityId: 'Task',
        activityType: 'userTask',
        activityName: 'Do it',
        parentActivityInstanceId: id,
        executionIds: [expect.any(String)],
        incidentIds: [],
      },
    ])
  })

  it('has variables that can be read, set, removed and changed together', async () => {
    const id = await start({ variables: { a: { value: 1 }, when: { value: '2026-03-01T08:00:00.000+0800', type: 'Date' } } })
    const path = `/process-instance/${id}/variables`

    expect((await rest.get(path)).body).toEqual({
      a: { type: 'Integer', value: 1, valueInfo: {} },
      when: { type: 'Date', value: '2026-03-01T00:00:00.000+0000', valueInfo: {} },
    })
    expect((await rest.put(`${path}/b`, { value: 'x', type: 'String' })).status).toBe(204)
    expect((await rest.post(path, { modifications: { a: { value: 2, type: 'Long' } }, deletions: ['when'] })).status).toBe(204)
    expect((await rest.del(`${path}/b`)).status).toBe(204)

    expect((await rest.get(path)).body).toEqual({ a: { type: 'Long', value: 2, valueInfo: {} } })
    expect((await rest.get(`${path}/b`)).body).toEqual({
      type: 'InvalidRequestException',
      message: 'process instance variable with name b does not exist',
      code: null,
    })
  })

  it('keeps JSON, lists and files as they were sent', async () => {
    const id = await start({
      variables: { json: { value: '{"a":[1]}', type: 'Json' }, file: { value: 'AAEC', type: 'File', valueInfo: { filename: 'a.bin' } } },
    })
    const path = `/process-instance/${id}/variables`
    const list = { value: '["x"]', type: 'Object', valueInfo: { objectTypeName: 'java.util.ArrayList', serializationDataFormat: 'application/json' } }
    await rest.put(`${path}/list`, list)

    expect((await rest.get(`${path}/json`)).body).toEqual({ type: 'Json', value: '{"a":[1]}', valueInfo: {} })
    expect((await rest.get(`${path}/list`)).body.value).toEqual(['x'])
    expect((await rest.get(`${path}/list?deserializeValue=false`)).body.value).toBe('["x"]')
    expect((await rest.get(`${path}/file`)).body).toEqual({ type: 'File', value: null, valueInfo: { filename: 'a.bin' } })
    expect((await rest.get(`${path}/file/data`)).body).toBe('\u0000\u0001\u0002')
  })

  it('rests while it is suspended', async () => {
    const id = await start()

    expect((await rest.put(`/process-instance/${id}/suspended`, { suspended: true })).status).toBe(204)
    expect((await rest.get(`/process-instance/${id}`)).body.suspended).toBe(true)
    expect((await rest.get(`/process-instance?processInstanceIds=${id}&active=true`)).body).toEqual([])
    await rest.put('/process-instance/suspended', { processInstanceIds: [id], suspended: false })
    expect((await rest.get(`/process-instance/${id}`)).body.suspended).toBe(false)
  })

  it("is nobody else's to see or to move", async () => {
    const id = await start()
    const works = rest.as('works')

    expect((await works.get(`/process-instance/${id}`)).status).toBe(404)
    expect((await works.get('/process-instance')).body).toEqual([])
    expect((await works.del(`/process-instance/${id}`)).status).toBe(403)
    expect((await works.put(`/process-instance/${id}/variables/a`, { value: 1 })).status).toBe(403)
  })
})
