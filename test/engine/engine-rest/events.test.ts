import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { createRest, model, row, type Rest } from './support.ts'

const message = (id: string, name: string) => `<bpmn:message id="${id}" name="${name}"/>`
const receive = (id: string, messageRef?: string) => `<bpmn:receiveTask id="${id}"${messageRef === undefined ? '' : ` messageRef="${messageRef}"`}/>`
const catchSignal = '<bpmn:intermediateCatchEvent id="Wait"><bpmn:signalEventDefinition signalRef="Signal"/></bpmn:intermediateCatchEvent>'
const messageStart = `<bpmn:startEvent id="Start"><bpmn:messageEventDefinition messageRef="Order"/></bpmn:startEvent>
  <bpmn:userTask id="Task" camunda:assignee="admin"/><bpmn:endEvent id="End"/>
  <bpmn:sequenceFlow id="F1" sourceRef="Start" targetRef="Task"/><bpmn:sequenceFlow id="F2" sourceRef="Task" targetRef="End"/>`

const conditionalStart = `<bpmn:startEvent id="Start"><bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">\${level > 3}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>
  <bpmn:userTask id="Task" camunda:assignee="admin"/><bpmn:endEvent id="End"/>
  <bpmn:sequenceFlow id="F1" sourceRef="Start" targetRef="Task"/><bpmn:sequenceFlow id="F2" sourceRef="Task" targetRef="End"/>`

describe.each<DatabaseKind>(['sqlite', 'postgres'])('messages, signals and what waits for them on %s', (kind) => {
  let rest: Rest
  const start = async (key: string, body: object = {}): Promise<string> => (await rest.post(`/process-definition/key/${key}/start`, body)).body.id
  const isRunning = async (id: string) => (await rest.get(`/process-instance/${id}`)).status === 200
  beforeAll(async () => {
    rest = await createRest({ database: await freshDatabase(kind) })
    await rest.deploy({
      'paid.bpmn': model('paid', row(receive('Wait', 'Paid')), message('Paid', 'paid')),
      'plain.bpmn': model('plain', row(receive('Wait'))),
      'signalled.bpmn': model('signalled', row(catchSignal), '<bpmn:signal id="Signal" name="alarm"/>'),
      'rising.bpmn': model('rising', conditionalStart),
      'ordered.bpmn': model('ordered', messageStart, message('Order', 'order')),
    })
  })
  afterAll(() => rest.app.stop())

  it('a message reaches the one instance whose keys match', async () => {
    const ids = [await start('paid', { variables: { number: { value: 1 } } }), await start('paid', { variables: { number: { value: 2 } } })]

    const { status, body } = await rest.post('/message', {
      messageName: 'paid',
      correlationKeys: { number: { value: 2, type: 'Integer' } },
      resultEnabled: true,
    })

    expect(status).toBe(200)
    expect(body).toMatchObject([{ resultType: 'Execution', execution: { processInstanceId: ids[1] }, processInstance: null }])
    expect([await isRunning(ids[0] ?? ''), await isRunning(ids[1] ?? '')]).toEqual([true, false])
    await rest.del(`/process-instance/${ids[0]}`)
  })

  it('a message that nobody waits for, or several do, is refused and changes nothing', async () => {
    const ids = [await start('paid', { businessKey: 'K' }), await start('paid', { businessKey: 'K' })]

    const none = await rest.post('/message', { messageName: 'paid', businessKey: 'other' })
    const several = await rest.post('/message', { messageName: 'paid', businessKey: 'K' })

    expect(none.status).toBe(400)
    expect(none.body).toMatchObject({
      type: 'RestException',
      message:
        "org.camunda.bpm.engine.MismatchingMessageCorrelationException: Cannot correlate message 'paid': No process definition or execution matches the parameters",
    })
    expect(several.status).toBe(400)
    expect(several.body.message).toContain('MismatchingMessageCorrelationException')
    expect(await isRunning(ids[0] ?? '')).toBe(true)

    expect((await rest.post('/message', { messageName: 'paid', businessKey: 'K', all: true })).status).toBe(204)
    expect([await isRunning(ids[0] ?? ''), await isRunning(ids[1] ?? '')]).toEqual([false, false])
  })

  it('a message starts a process, with business key and variables', async () => {
    const { body } = await rest.post('/message', {
      messageName: 'order',
      businessKey: 'O-1',
      processVariables: { item: { value: 'x' } },
      resultEnabled: true,
      variablesInResultEnabled: true,
    })

    expect(body).toMatchObject([
      {
        resultType: 'ProcessDefinition',
        execution: null,
        processInstance: { definitionKey: 'ordered', businessKey: 'O-1' },
        variables: { item: { value: 'x' } },
      },
    ])
  })

  it('needs a name, and a tenant of the sender', async () => {
    expect((await rest.post('/message', {})).body).toMatchObject({ type: 'InvalidRequestException', message: 'No message name supplied' })
    expect((await rest.post('/message', { messageName: 'paid', tenantId: '320206', withoutTenantId: true })).status).toBe(400)
    expect((await rest.post('/message', { messageName: 'paid', tenantId: '110000' })).status).toBe(403)
    expect((await rest.post('/message', { messageName: 'paid', processInstanceId: 'none' })).body.message).toContain('MismatchingMessageCorrelationException')
    expect((await rest.as('works').post('/message', { messageName: 'paid' })).status).toBe(403)
  })

  it('subscriptions are listed, of instances and of starts', async () => {
    const id = await start('paid')

    const { body } = await rest.get(`/event-subscription?processInstanceId=${id}`)

    expect(body).toEqual([
      {
        id: expect.any(String),
        eventType: 'message',
        eventName: 'paid',
        executionId: expect.any(String),
        processInstanceId: id,
        activityId: 'Wait',
        createdDate: '2026-03-02T01:00:00.000+0000',
        tenantId: null,
      },
    ])
    expect((await rest.get('/event-subscription?eventName=order')).body).toMatchObject([{ activityId: 'Start', processInstanceId: null, executionId: null }])
    expect((await rest.get('/event-subscription/count?eventType=message&eventName=order')).body).toEqual({ count: 1 })
    await rest.del(`/process-instance/${id}`)
  })

  it('a message can be delivered to one execution', async () => {
    const id = await start('paid')
    const [{ id: execution }] = (await rest.get(`/execution?messageEventSubscriptionName=paid&processInstanceId=${id}`)).body

    expect((await rest.get(`/execution/${execution}/messageSubscriptions/paid`)).body).toMatchObject({ executionId: execution, activityId: 'Wait' })
    expect((await rest.post(`/execution/${execution}/messageSubscriptions/other/trigger`, {})).status).toBe(404)
    expect((await rest.post(`/execution/${execution}/messageSubscriptions/paid/trigger`, { variables: { a: { value: 1 } } })).status).toBe(204)
    expect(await isRunning(id)).toBe(false)
  })

  it('a receive task without a message waits for a call by execution, or by instance where it is the only one', async () => {
    const [first, second] = [await start('plain'), await start('plain')]
    const [{ id: execution }] = (await rest.get(`/execution?processInstanceId=${first}&activityId=Wait`)).body

    expect((await rest.post(`/execution/${execution}/signal`, { variables: { a: { value: 1 } } })).status).toBe(204)
    expect((await rest.post(`/execution/${second}/signal`)).status).toBe(204)

    expect([await isRunning(first), await isRunning(second)]).toEqual([false, false])
    expect((await rest.post('/execution/none/signal')).status).toBe(500)
  })

  it('a signal reaches everybody who waits, and nobody is no fault', async () => {
    const ids = [await start('signalled'), await start('signalled')]

    expect((await rest.post('/signal', { name: 'silence' })).status).toBe(204)
    expect((await rest.post('/signal', { name: 'alarm' })).status).toBe(204)

    expect(await Promise.all(ids.map(isRunning))).toEqual([false, false])
    expect((await rest.post('/signal', {})).status).toBe(400)
  })

  it('a call by execution to what waits for something else is refused', async () => {
    const { body } = await rest.post('/message', { messageName: 'order', resultEnabled: true })
    const id: string = body[0].processInstance.id

    expect((await rest.post(`/execution/${id}/signal`)).status).toBe(500)
    expect((await rest.get(`/process-instance/${id}/activity-instances`)).body.childActivityInstances).toMatchObject([{ activityId: 'Task' }])
  })

  it('conditions start the processes for which they hold', async () => {
    const { status, body } = await rest.post('/condition', { variables: { level: { value: 4 } }, businessKey: 'C-1' })

    expect(status).toBe(200)
    expect(body).toMatchObject([{ definitionKey: 'rising', businessKey: 'C-1', ended: false }])
    expect((await rest.post('/condition', { variables: { level: { value: 3 } } })).body).toEqual([])
    expect((await rest.post('/condition', {})).status).toBe(400)
  })

  it('what a message brings may stay with its receiver', async () => {
    const id = await start('paid')

    const { body } = await rest.post('/message', {
      messageName: 'paid',
      processInstanceId: id,
      processVariables: { shared: { value: 1 } },
      processVariablesLocal: { own: { value: 2 } },
      resultEnabled: true,
      variablesInResultEnabled: true,
    })

    expect(body).toMatchObject([{ variables: { shared: { value: 1 } } }])
    expect(body[0].variables.own).toBeUndefined()
  })

  it('an execution has variables of its own', async () => {
    const id = await start('paid')
    const [{ id: execution }] = (await rest.get(`/execution?processInstanceId=${id}&activityId=Wait`)).body

    expect((await rest.put(`/execution/${execution}/localVariables/a`, { value: 'x' })).status).toBe(204)

    expect((await rest.get(`/execution/${execution}/localVariables`)).body).toEqual({ a: { type: 'String', value: 'x', valueInfo: {} } })
    expect((await rest.get(`/process-instance/${id}/variables`)).body).toEqual({})
    expect((await rest.get('/execution/none')).body).toMatchObject({ type: 'InvalidRequestException', message: 'Execution with id none does not exist' })
  })
})
