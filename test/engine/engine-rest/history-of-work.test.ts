import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../support/databases.ts'
import { dmnFile, dmnTable } from '../../support/dmn.ts'
import { createRest, model, row, type Rest } from './support.ts'

const price = dmnFile(
  dmnTable({
    id: 'price',
    inputs: ['amount:integer'],
    outputs: ['price:integer', 'label:string'],
    rules: [
      ['< 10', '5', '"small"'],
      ['>= 10', '7', '"large"'],
    ],
  }),
)
const deciding = '<bpmn:businessRuleTask id="Decide" camunda:decisionRef="price" camunda:mapDecisionResult="singleResult" camunda:resultVariable="offer"/>'

describe.each(['sqlite', 'postgres'] as const)('decisions and tasks on /engine-rest, on %s', (kind) => {
  let rest: Rest
  const start = async (key: string, body: object = {}): Promise<string> => (await rest.post(`/process-definition/key/${key}/start`, body)).body.id
  beforeAll(async () => {
    rest = await createRest({ database: await freshDatabase(kind) })
    await rest.deploy({ 'price.dmn': price, 'shop.bpmn': model('shop', row(deciding, '<bpmn:userTask id="Ask" name="Ask" camunda:assignee="admin"/>')) })
  })
  afterAll(() => rest.app.stop())

  it('a decision is listed, read and made by a call, which is kept', async () => {
    const [decision] = (await rest.get('/decision-definition?latestVersion=true')).body
    expect(decision).toMatchObject({ key: 'price', version: 1, resource: 'price.dmn', tenantId: null, versionTag: null })
    expect((await rest.get(`/decision-definition/${decision.id}/xml`)).body).toEqual({ id: decision.id, dmnXml: price })
    expect((await rest.get('/decision-definition/key/price')).body.id).toBe(decision.id)

    const { status, body } = await rest.post('/decision-definition/key/price/evaluate', { variables: { amount: { type: 'Integer', value: 12 } } })

    expect(status).toBe(200)
    expect(body).toEqual([{ price: { type: 'Integer', value: 7, valueInfo: {} }, label: { type: 'String', value: 'large', valueInfo: {} } }])
    const [made] = (await rest.get('/history/decision-instance?includeInputs=true&includeOutputs=true')).body
    expect(made).toMatchObject({ decisionDefinitionKey: 'price', processInstanceId: null, inputs: [{ type: 'Integer', value: 12 }] })
    expect(made.outputs).toMatchObject([
      { variableName: 'price', value: 7, ruleOrder: 2 },
      { variableName: 'label', value: 'large' },
    ])
  })

  it('a decision that is unknown or can not be made is refused as in Camunda', async () => {
    const unknown = await rest.get('/decision-definition/key/nothing')
    const unmade = await rest.post('/decision-definition/key/price/evaluate', { variables: {} })

    expect([unknown.status, unknown.body.message]).toEqual([404, 'No matching decision definition with key: nothing and no tenant-id'])
    expect([unmade.status, unmade.body.type]).toEqual([500, 'RestException'])
    expect((await rest.as('clerk').post('/decision-definition/key/price/evaluate', { variables: {} })).status).toBe(403)
  })

  it('a decision of an instance is found by it', async () => {
    const id = await start('shop', { variables: { amount: { value: 3 } } })

    const [made] = (await rest.get(`/history/decision-instance?processInstanceId=${id}&rootDecisionInstancesOnly=true`)).body

    expect(made).toMatchObject({ processDefinitionKey: 'shop', activityId: 'Decide', inputs: [], outputs: [], rootProcessInstanceId: id })
    expect((await rest.get(`/history/decision-instance/count?processInstanceId=${id}&decisionDefinitionKey=price`)).body).toEqual({ count: 1 })
    expect((await rest.get(`/history/decision-instance/${made.id}?includeOutputs=true`)).body.outputs).toHaveLength(2)
  })

  it('tasks are looked back at, open, done and deleted', async () => {
    const [done, deleted] = [await start('shop', { variables: { amount: { value: 3 } } }), await start('shop', { variables: { amount: { value: 3 } } })]
    const of = async (id: string) => (await rest.get(`/history/task?processInstanceId=${id}`)).body
    const [open] = await of(done)
    expect(open).toMatchObject({
      name: 'Ask',
      assignee: 'admin',
      endTime: null,
      duration: null,
      deleteReason: null,
      taskState: 'Created',
      activityInstanceId: expect.any(String),
    })

    await rest.post(`/task/${open.id}/complete`, {})
    await rest.del(`/process-instance/${deleted}`)

    expect(await of(done)).toEqual([{ ...open, endTime: '2026-03-02T01:00:00.000+0000', duration: 0, deleteReason: 'completed', taskState: 'Completed' }])
    expect(await of(deleted)).toMatchObject([{ deleteReason: 'deleted', taskState: 'Deleted', activityInstanceId: expect.any(String) }])
    expect((await rest.post('/history/task/count', { taskAssignee: 'admin', finished: true, taskDeleteReason: 'completed' })).body).toEqual({ count: 1 })
  })

  it('activities of a definition are counted', async () => {
    const [definition] = (await rest.get('/process-definition?key=shop')).body

    const { body } = await rest.get(`/history/process-definition/${definition.id}/statistics?finished=true&canceled=true&incidents=true`)

    const ask = body.find(({ id }: { id: string }) => id === 'Ask')
    expect(ask).toEqual({ id: 'Ask', instances: 1, canceled: 1, finished: 2, completeScope: 0, openIncidents: 0, resolvedIncidents: 0, deletedIncidents: 0 })
  })
})
