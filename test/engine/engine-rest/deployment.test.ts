import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { createRest, model, type Rest } from './support.ts'

describe.each<DatabaseKind>(['sqlite', 'postgres'])('/deployment on %s', (kind) => {
  let rest: Rest
  beforeAll(async () => {
    rest = await createRest({ database: await freshDatabase(kind), now: '2026-03-02T01:00:00.000Z' })
  })
  afterAll(() => rest.app.stop())

  it('answers what was deployed, as Camunda does', async () => {
    const { status, body } = await rest.deploy({ 'one.bpmn': model('one') }, { 'deployment-name': 'first', 'deployment-source': 'test' })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      links: [{ method: 'GET', href: `${rest.app.url()}/engine-rest/deployment/${body.id}`, rel: 'self' }],
      name: 'first',
      source: 'test',
      deploymentTime: '2026-03-02T01:00:00.000+0000',
      tenantId: null,
      deployedCaseDefinitions: null,
      deployedDecisionDefinitions: null,
    })
    const [definition] = Object.values(body.deployedProcessDefinitions)
    expect(definition).toMatchObject({
      key: 'one',
      name: 'Process one',
      version: 1,
      resource: 'one.bpmn',
      deploymentId: body.id,
      suspended: false,
      tenantId: null,
    })
  })

  it('makes a new version each time, unless duplicates are filtered', async () => {
    const versions = async () => (await rest.get('/process-definition/count?key=again')).body.count
    const files = { 'again.bpmn': model('again'), 'notes.txt': 'a' }
    await rest.deploy(files, { 'deployment-name': 'again' })
    await rest.deploy(files, { 'deployment-name': 'again' })
    expect(await versions()).toBe(2)

    const same = await rest.deploy(files, { 'deployment-name': 'again', 'enable-duplicate-filtering': 'true' })
    expect([same.status, same.body.deployedProcessDefinitions, await versions()]).toEqual([200, null, 2])

    await rest.deploy({ ...files, 'notes.txt': 'b' }, { 'deployment-name': 'again', 'enable-duplicate-filtering': 'true' })
    expect(await versions()).toBe(3)

    const changed = await rest.deploy({ ...files, 'notes.txt': 'c' }, { 'deployment-name': 'again', 'deploy-changed-only': 'true' })
    expect(await versions()).toBe(3)
    expect((await rest.get(`/deployment/${changed.body.id}/resources`)).body.map(({ name }: { name: string }) => name)).toEqual(['notes.txt'])
  })

  it('keeps every file to the byte', async () => {
    const xml = model('kept')
    const { body: deployed } = await rest.deploy({ 'kept.bpmn': xml, 'other.json': '{"a":1}' })

    const { body: resources } = await rest.get(`/deployment/${deployed.id}/resources`)
    expect(resources).toEqual([
      { id: expect.any(String), deploymentId: deployed.id, name: 'kept.bpmn' },
      { id: expect.any(String), deploymentId: deployed.id, name: 'other.json' },
    ])
    expect((await rest.get(`/deployment/${deployed.id}/resources/${resources[0].id}/data`)).body).toBe(xml)
    expect((await rest.get(`/deployment/${deployed.id}/resources/${resources[1].id}`)).body).toEqual(resources[1])
    expect((await rest.get(`/deployment/${deployed.id}/resources/none/data`)).status).toBe(404)
  })

  it('refuses a file with all its problems and their places, and stores nothing', async () => {
    const broken = model(
      'broken',
      '<bpmn:startEvent id="Start"/><bpmn:exclusiveGateway id="Gateway"/>\n<bpmn:sequenceFlow id="Flow" sourceRef="Start" targetRef="Gateway"/>',
    )
    const before = (await rest.get('/deployment/count')).body.count

    const { status, body } = await rest.deploy({ 'fine.bpmn': model('fine'), 'broken.bpmn': broken })

    expect(status).toBe(400)
    expect(body).toMatchObject({ type: 'ParseException', code: 0, message: expect.stringContaining('ENGINE-09005') })
    expect(Object.keys(body.details)).toEqual(['broken.bpmn'])
    const problem = body.details['broken.bpmn'].errors.find(({ mainElementId }: { mainElementId: string }) => mainElementId === 'Gateway')
    expect(problem).toMatchObject({ line: 4, column: 34, elementIds: ['Gateway'], message: expect.stringMatching(/[a-z]/) })
    expect((await rest.get('/deployment/count')).body.count).toBe(before)
    expect((await rest.get('/process-definition/count?key=fine')).body.count).toBe(0)
  })

  it('refuses what is not XML in words', async () => {
    const { status, body } = await rest.deploy({ 'text.bpmn': 'no model' })

    expect([status, body.type]).toEqual([400, 'ParseException'])
    expect(body.details['text.bpmn'].errors.length).toBeGreaterThan(0)
  })

  it('refuses files that are too large in words, also ten times over', async () => {
    const large = model('large').replace('</bpmn:process>', `<!-- ${'x'.repeat(10 * 1024 * 1024)} --></bpmn:process>`)

    const { status, body } = await rest.deploy({ 'large.bpmn': large })
    const larger = await rest.deploy({ 'larger.bpmn': large + 'x'.repeat(7 * 1024 * 1024) })

    expect([status, body.type, Object.keys(body.details)]).toEqual([400, 'ParseException', ['large.bpmn']])
    expect([larger.status, larger.body.code]).toEqual([413, 'file.too_large'])
  })

  it('refuses a form without files, a body that is no form, and tenants of others', async () => {
    expect((await rest.deploy({})).body).toEqual({
      type: 'InvalidRequestException',
      message: 'No deployment resources contained in the form upload.',
      code: null,
    })
    expect((await rest.post('/deployment/create', {})).status).toBe(415)
    expect((await rest.deploy({ 'one.bpmn': model('one') }, { 'tenant-id': '110000' })).status).toBe(403)
  })

  it('lets only who keeps the installation running deploy', async () => {
    expect((await rest.as('works').deploy({ 'one.bpmn': model('one') })).body).toMatchObject({ type: 'AuthorizationException' })
  })

  it('finds deployments by name, source and time', async () => {
    await rest.deploy({ 'x.txt': 'x' }, { 'deployment-name': 'a needle', 'deployment-source': 'hay' })

    expect((await rest.get('/deployment?nameLike=%25needle&source=hay')).body).toMatchObject([{ name: 'a needle' }])
    expect((await rest.get('/deployment/count?name=a%20needle&after=2026-03-03T00:00:00.000%2B0000')).body).toEqual({ count: 0 })
    expect((await rest.get('/deployment?sortBy=name')).body).toMatchObject({
      message: 'Only a single sorting parameter specified. sortBy and sortOrder required',
    })
    expect((await rest.get('/deployment?sortBy=colour&sortOrder=asc')).body).toMatchObject({ message: 'sortBy parameter has invalid value: colour' })
  })

  it('deletes a deployment, and what it started only when asked to', async () => {
    const { body: deployed } = await rest.deploy({ 'gone.bpmn': model('gone') })
    const { body: instance } = await rest.post('/process-definition/key/gone/start', {})

    const refused = await rest.del(`/deployment/${deployed.id}`)
    expect([refused.status, refused.body.type]).toEqual([500, 'ProcessEngineException'])
    expect((await rest.get(`/process-instance/${instance.id}`)).status).toBe(200)

    expect((await rest.del(`/deployment/${deployed.id}?cascade=true`)).status).toBe(204)
    expect((await rest.get(`/process-instance/${instance.id}`)).status).toBe(404)
    expect((await rest.get('/process-definition/key/gone')).status).toBe(404)
    expect((await rest.get(`/deployment/${deployed.id}`)).body).toMatchObject({
      type: 'InvalidRequestException',
      message: `Deployment with id '${deployed.id}' does not exist`,
    })
  })
})
