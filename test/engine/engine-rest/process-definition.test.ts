import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRest, model, row, type Rest } from './support.ts'

describe('/process-definition', () => {
  let rest: Rest
  beforeAll(async () => {
    rest = await createRest()
    await rest.deploy({ 'simple.bpmn': model('simple') })
    await rest.deploy({ 'simple.bpmn': model('simple') })
  })
  afterAll(() => rest.app.stop())

  it('is found by key in its newest version, by id, and in lists', async () => {
    const { body: newest } = await rest.get('/process-definition/key/simple')

    expect(newest).toMatchObject({ key: 'simple', version: 2, name: 'Process simple', suspended: false, tenantId: null })
    expect((await rest.get(`/process-definition/${newest.id}`)).body).toEqual(newest)
    expect((await rest.get('/process-definition?key=simple&latestVersion=true')).body).toEqual([newest])
    expect((await rest.get('/process-definition?key=simple&sortBy=version&sortOrder=desc&maxResults=1')).body).toEqual([newest])
    expect((await rest.get('/process-definition/count?keysIn=simple,other')).body).toEqual({ count: 2 })
    expect((await rest.get('/process-definition?key=simple&unknownParameter=1')).status).toBe(200)
  })

  it('that is not there is 404 in the words of Camunda', async () => {
    expect((await rest.get('/process-definition/none')).body).toEqual({
      type: 'InvalidRequestException',
      message: 'No matching definition with id none',
      code: null,
    })
    expect((await rest.get('/process-definition/key/none')).body).toMatchObject({
      type: 'RestException',
      message: 'No matching process definition with key: none and no tenant-id',
    })
  })

  it('shows its model, and no picture', async () => {
    const { body } = await rest.get('/process-definition/key/simple/xml')

    expect(body.bpmn20Xml).toBe(model('simple'))
    expect((await rest.get('/process-definition/key/simple/diagram')).status).toBe(204)
    expect((await rest.get('/process-definition/key/simple/form-variables')).body).toEqual({})
  })

  it('starts an instance with business key and variables, and answers it', async () => {
    const variables = { amount: { value: 5, type: 'Integer' }, title: { value: 'a' } }

    const { status, body } = await rest.post('/process-definition/key/simple/start', { businessKey: 'B-1', variables, withVariablesInReturn: true })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      links: [{ method: 'GET', rel: 'self', href: `${rest.app.url()}/engine-rest/process-instance/${body.id}` }],
      definitionKey: 'simple',
      businessKey: 'B-1',
      caseInstanceId: null,
      ended: false,
      suspended: false,
      tenantId: null,
      variables: { amount: { type: 'Integer', value: 5, valueInfo: {} }, title: { type: 'String', value: 'a', valueInfo: {} } },
    })
  })

  it('answers an instance that ended at once as ended', async () => {
    await rest.deploy({ 'short.bpmn': model('short', row()) })

    expect((await rest.post('/process-definition/key/short/start')).body).toMatchObject({ ended: true })
  })

  it('refuses variables that are not of their type', async () => {
    const { status, body } = await rest.post('/process-definition/key/simple/start', { variables: { a: { value: 'x', type: 'Integer' } } })

    expect(status).toBe(400)
    expect(body.type).toBe('InvalidRequestException')
    expect(body.message).toMatch(/^Cannot instantiate process definition \S+: Cannot convert value 'x' of type 'Integer'/)
  })

  it('starts in its newest version of its own tenant only where the tenant is named', async () => {
    await rest.deploy({ 'own.bpmn': model('own') }, { 'tenant-id': '320206' })

    expect((await rest.get('/process-definition/key/own')).status).toBe(404)
    expect((await rest.post('/process-definition/key/own/tenant-id/320206/start')).body).toMatchObject({ tenantId: '320206' })
    expect((await rest.get('/process-definition?tenantIdIn=320206')).body).toMatchObject([{ key: 'own' }])
    expect((await rest.get('/process-instance?tenantIdIn=320206')).body).toHaveLength(1)
  })

  it('is started only by whom the model or the right to operate allows', async () => {
    expect((await rest.as('works').post('/process-definition/key/simple/start')).status).toBe(403)
  })

  it('suspended starts nothing until it is active again', async () => {
    const { body: deployed } = await rest.deploy({ 'paused.bpmn': model('paused') })
    const [id] = Object.keys(deployed.deployedProcessDefinitions)

    expect((await rest.put(`/process-definition/${id}/suspended`, { suspended: true })).status).toBe(204)
    expect((await rest.post(`/process-definition/${id}/start`)).status).toBe(500)
    expect((await rest.get('/process-definition/count?key=paused&suspended=true')).body).toEqual({ count: 1 })

    await rest.put('/process-definition/suspended', { processDefinitionKey: 'paused', suspended: false })
    expect((await rest.post(`/process-definition/${id}/start`)).status).toBe(200)
  })

  it('counts what runs in it, by element', async () => {
    await rest.deploy({ 'counted.bpmn': model('counted') })
    await rest.post('/process-definition/key/counted/start')
    await rest.post('/process-definition/key/counted/start')

    expect((await rest.get('/process-definition/key/counted/statistics')).body).toEqual([{ id: 'Task', instances: 2, failedJobs: 0, incidents: [] }])
    const all = (await rest.get('/process-definition/statistics')).body
    expect(all.find(({ definition }: { definition: { key: string } }) => definition.key === 'counted')).toMatchObject({ instances: 2 })
  })

  it('is deleted with its instances when asked to, and its earlier version is the newest again', async () => {
    await rest.deploy({ 'twice.bpmn': model('twice') })
    const { body: second } = await rest.deploy({ 'twice.bpmn': model('twice') })
    const [id] = Object.keys(second.deployedProcessDefinitions)
    await rest.post(`/process-definition/${id}/start`)

    expect((await rest.del(`/process-definition/${id}`)).status).toBe(500)
    expect((await rest.del(`/process-definition/${id}?cascade=true`)).status).toBe(200)
    expect((await rest.get('/process-definition/key/twice')).body.version).toBe(1)
  })

  it('keeps ended instances as long as it is told', async () => {
    await rest.put('/process-definition/key/simple/history-time-to-live', { historyTimeToLive: 5 })

    expect((await rest.get('/process-definition/key/simple')).body.historyTimeToLive).toBe(5)
  })
})
