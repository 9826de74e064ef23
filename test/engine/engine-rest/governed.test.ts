import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRest, model, type Rest } from './support.ts'

/** The demo as a first start writes it: real forms, real flows. */
describe('an installation with forms, over /engine-rest', () => {
  let rest: Rest
  beforeAll(async () => {
    rest = await createRest({ modules: 'all', demo: true, prepare: async () => undefined })
  })
  afterAll(() => rest.app.stop())

  it('is deployed to, started and moved by its administrator', async () => {
    const { body: deployed } = await rest.deploy({ 'try.bpmn': model('try') })
    const { status, body } = await rest.post('/process-definition/key/try/start', { variables: { a: { value: 1 } } })

    expect(Object.values(deployed.deployedProcessDefinitions)).toMatchObject([{ key: 'try' }])
    expect(status).toBe(200)
    expect((await rest.get(`/process-instance/${body.id}/activity-instances`)).body.childActivityInstances).toMatchObject([{ activityId: 'Task' }])
    expect((await rest.del(`/process-instance/${body.id}`)).status).toBe(204)
  })

  it('keeps variables that forms feed from being written directly', async () => {
    const [{ id }] = (await rest.get('/process-instance?processDefinitionKey=hazard-self-report&maxResults=1')).body

    const put = await rest.put(`/process-instance/${id}/variables/level`, { value: 'general' })
    const removed = await rest.del(`/process-instance/${id}/variables/level`)

    expect([put.status, put.body.code]).toEqual([403, 'variable.governed'])
    expect([removed.status, removed.body.code]).toEqual([403, 'variable.governed'])
  })

  it('starts a process with a form through its form only', async () => {
    const enterprise = rest.as('qy01')

    const { status, body } = await enterprise.post('/process-definition/key/hazard-self-report/start', { variables: { title: { value: '' } } })

    expect([status, body.code]).toEqual([400, 'form.invalid'])
    expect(body.details.length).toBeGreaterThan(0)
    expect((await rest.post('/process-definition/key/hazard-self-report/submit-form', { variables: {} })).status).toBe(403)
  })

  it("shows an enterprise its own cases and nobody else's", async () => {
    const own = (await rest.as('qy01').get('/process-instance')).body
    const everything = (await rest.get('/process-instance/count')).body.count

    expect(own.length).toBeGreaterThan(0)
    expect(own.length).toBeLessThan(everything)
    const other = (await rest.get('/process-instance')).body.find(({ id }: { id: string }) => !own.some((each: { id: string }) => each.id === id))
    expect((await rest.as('qy01').get(`/process-instance/${other.id}`)).status).toBe(404)
    expect((await rest.as('admin2').get('/process-instance/count?processDefinitionKey=try')).body).toEqual({ count: 0 })
  })

  it('reads variables of a case with forms to who keeps the installation running only', async () => {
    const [{ id }] = (await rest.as('qy01').get('/process-instance?maxResults=1')).body

    expect((await rest.as('qy01').get(`/process-instance/${id}/variables`)).status).toBe(403)
    expect((await rest.get(`/process-instance/${id}/variables`)).status).toBe(200)
  })

  it('leaves what every district runs to who maintains the base', async () => {
    const { body } = await rest.get('/process-definition/key/hazard-self-report')
    const { bpmn20Xml } = (await rest.get('/process-definition/key/hazard-self-report/xml')).body

    expect((await rest.deploy({ 'hazard-self-report.bpmn': bpmn20Xml })).status).toBe(403)
    expect((await rest.put(`/process-definition/${body.id}/suspended`, { suspended: true })).status).toBe(403)
    expect((await rest.del(`/process-definition/${body.id}?cascade=true`)).status).toBe(403)
    expect((await rest.del(`/deployment/${body.deploymentId}?cascade=true`)).status).toBe(403)
    expect((await rest.get('/process-definition/key/hazard-self-report')).body).toEqual(body)
  })

  it('lets a district have its own version of what it runs', async () => {
    const { bpmn20Xml } = (await rest.get('/process-definition/key/hazard-self-report/xml')).body

    expect((await rest.deploy({ 'hazard-self-report.bpmn': bpmn20Xml }, { 'tenant-id': '320206' })).status).toBe(200)
    expect((await rest.as('admin2').get('/process-definition/key/hazard-self-report/tenant-id/320206')).status).toBe(404)
  })

  it('never deletes cases that forms were filled in for, whatever is asked', async () => {
    const { body: deployed } = await rest.deploy(
      { 'own.bpmn': (await rest.get('/process-definition/key/hazard-self-report/xml')).body.bpmn20Xml },
      { 'tenant-id': '320206' },
    )
    const [own] = Object.keys(deployed.deployedProcessDefinitions)
    const [{ id }] = (await rest.get('/process-instance?processDefinitionKey=hazard-self-report&maxResults=1')).body
    await rest.app.engine.db('instance').where({ id }).update({ definitionId: own })

    const answer = await rest.del(`/process-definition/${own}?cascade=true`)

    expect([answer.status, answer.body.type]).toEqual([500, 'ProcessEngineException'])
    expect((await rest.get(`/process-instance/${id}`)).status).toBe(200)
  })
})
