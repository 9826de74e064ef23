import { BasicAuthInterceptor, Client, Variables, type Task, type TaskService } from 'camunda-external-task-client-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPassword } from '../../support/create-test-app.ts'
import { createRest, model, type Rest } from './support.ts'

/** A task for a worker, with a boundary event for one error of the model, and a user task behind each way. */
const shop = (topic: string) => `<bpmn:startEvent id="Start"/>
  <bpmn:serviceTask id="Charge" name="Charge" camunda:type="external" camunda:topic="${topic}">
    <bpmn:extensionElements><camunda:inputOutput><camunda:outputParameter name="kept">${'${receipt}'}</camunda:outputParameter></camunda:inputOutput></bpmn:extensionElements>
  </bpmn:serviceTask>
  <bpmn:boundaryEvent id="Refused" attachedToRef="Charge"><bpmn:errorEventDefinition errorRef="NoMoney" camunda:errorMessageVariable="why"/></bpmn:boundaryEvent>
  <bpmn:userTask id="Send"/><bpmn:userTask id="Remind"/><bpmn:endEvent id="End"/><bpmn:endEvent id="End2"/>
  <bpmn:sequenceFlow id="F1" sourceRef="Start" targetRef="Charge"/><bpmn:sequenceFlow id="F2" sourceRef="Charge" targetRef="Send"/>
  <bpmn:sequenceFlow id="F3" sourceRef="Refused" targetRef="Remind"/><bpmn:sequenceFlow id="F4" sourceRef="Send" targetRef="End"/>
  <bpmn:sequenceFlow id="F5" sourceRef="Remind" targetRef="End2"/>`
const noMoney = '<bpmn:error id="NoMoney" name="no money" errorCode="NO_MONEY"/>'

describe('the npm package camunda-external-task-client-js', () => {
  let rest: Rest
  const clients: Client[] = []
  beforeAll(async () => {
    rest = await createRest({ frozen: false })
    const topics = ['charge', 'refuse', 'fail', 'long', 'late']
    await rest.deploy(Object.fromEntries(topics.map((topic) => [`${topic}.bpmn`, model(topic, shop(topic), noMoney)])))
  })
  afterAll(async () => {
    for (const client of clients) client.stop()
    await rest.app.stop()
  })

  const start = async (key: string, variables: object = {}): Promise<string> =>
    (await rest.post(`/process-definition/key/${key}/start`, { businessKey: `order of ${key}`, variables: { receipt: { value: 'none' }, ...variables } })).body
      .id
  const openTasks = async (id: string) =>
    (await rest.get(`/task?processInstanceId=${id}`)).body.map((task: { taskDefinitionKey: string }) => task.taskDefinitionKey)

  /** The unmodified client subscribes to one topic. `work` does the task; resolves when it has, as often as `times`. */
  function worker(topic: string, work: (task: Task, service: TaskService) => Promise<void>, times = 1): Promise<void> {
    return new Promise((resolve, reject) => {
      const client = new Client({
        baseUrl: `${rest.app.url()}/engine-rest`,
        workerId: `worker of ${topic}`,
        asyncResponseTimeout: 20_000,
        interval: 10,
        interceptors: new BasicAuthInterceptor({ username: 'admin', password: testPassword }),
      })
      clients.push(client)
      client.on('poll:error', reject)
      let done = 0
      client.subscribe(topic, { lockDuration: 60_000 }, ({ task, taskService }) =>
        work(task, taskService).then(() => {
          done += 1
          if (done < times) return
          client.stop()
          resolve()
        }, reject),
      )
    })
  }

  it('waits for a task that does not exist yet, does it, and brings back variables of all kinds', async () => {
    const seen: Record<string, unknown> = {}
    const done = worker('charge', async (task, service) => {
      Object.assign(seen, { ...task.variables.getAll(), businessKey: task.businessKey })
      const variables = new Variables()
      variables.set('paid', true).set('lines', [{ item: 'pen', price: 2 }])
      variables.setTyped('at', { type: 'date', value: new Date('2026-03-01T08:30:00.000Z') })
      const local = new Variables()
      local.set('receipt', 'R-1')
      await service.complete(task, variables, local)
    })

    const id = await start('charge', {
      amount: { type: 'Double', value: 12.5 },
      items: { type: 'Json', value: '["pen"]' },
      ordered: { type: 'Date', value: '2026-03-01T00:00:00.000+0000' },
    })
    await done

    expect(seen).toMatchObject({ amount: 12.5, items: ['pen'], ordered: new Date('2026-03-01T00:00:00.000Z'), businessKey: 'order of charge' })
    expect(await openTasks(id)).toEqual(['Send'])
    expect((await rest.get(`/process-instance/${id}/variables`)).body).toMatchObject({
      paid: { type: 'Boolean', value: true },
      lines: { type: 'Json', value: '[{"item":"pen","price":2}]' },
      at: { type: 'Date', value: '2026-03-01T08:30:00.000+0000' },
      kept: { value: 'R-1' },
      receipt: { value: 'none' },
    })
  })

  it('reports an error of the model, which the boundary event catches', async () => {
    const id = await start('refuse')

    await worker('refuse', (task, service) => service.handleBpmnError(task, 'NO_MONEY', 'the card is empty', new Variables().set('missing', 3)))

    expect(await openTasks(id)).toEqual(['Remind'])
    expect((await rest.get(`/process-instance/${id}/variables`)).body).toMatchObject({ why: { value: 'the card is empty' }, missing: { value: 3 } })
  })

  it('reports failures until no retry is left: an incident says why, and new retries settle it', async () => {
    const id = await start('fail')
    const attempts = [1, 0]
    let gaveUp = () => {}
    const withoutRetries = new Promise<void>((resolve) => (gaveUp = resolve))
    const done = worker(
      'fail',
      async (task, service) => {
        const retries = attempts.shift()
        if (retries === undefined) return service.complete(task)
        await service.handleFailure(task, { errorMessage: 'no connection', errorDetails: 'at line 1', retries, retryTimeout: 1 })
        if (retries === 0) gaveUp()
      },
      3,
    )
    await withoutRetries

    const [incident] = (await rest.get(`/incident?processInstanceId=${id}`)).body
    expect(incident).toMatchObject({ incidentType: 'failedExternalTask', incidentMessage: 'no connection', activityId: 'Charge' })
    const [task] = (await rest.get(`/external-task?processInstanceId=${id}`)).body
    expect(task).toMatchObject({ retries: 0, errorMessage: 'no connection', topicName: 'fail', workerId: 'worker of fail', businessKey: 'order of fail' })
    expect((await rest.get(`/external-task/${task.id}/errorDetails`)).body).toBe('at line 1')

    expect((await rest.put(`/external-task/${task.id}/retries`, { retries: 1 })).status).toBe(204)
    expect((await rest.get(`/incident?processInstanceId=${id}`)).body).toEqual([])
    await done
    expect(await openTasks(id)).toEqual(['Send'])
  })

  it('takes more time for a task, which nobody else gets meanwhile', async () => {
    const id = await start('long')

    await worker('long', async (task, service) => {
      const lock = async () => Date.parse((await rest.get(`/external-task/${task.id}`)).body.lockExpirationTime)
      const before = await lock()
      await service.extendLock(task, 600_000)
      expect(await lock()).toBeGreaterThan(before + 500_000)
      const others = await rest.post('/external-task/fetchAndLock', { workerId: 'other', maxTasks: 5, topics: [{ topicName: 'long', lockDuration: 1000 }] })
      expect(others.body).toEqual([])
      const refused = await rest.post(`/external-task/${task.id}/complete`, { workerId: 'other' })
      expect([refused.status, refused.body.message]).toEqual([
        400,
        `External Task ${task.id} cannot be completed by worker 'other'. It is locked by worker 'worker of long'.`,
      ])
      await service.complete(task)
    })

    expect(await openTasks(id)).toEqual(['Send'])
  })

  it('is given exactly what Camunda gives', async () => {
    const id = await start('late')
    const body = { workerId: 'w', maxTasks: 1, topics: [{ topicName: 'late', lockDuration: 1000, variables: ['receipt'] }] }

    const { body: locked } = await rest.post('/external-task/fetchAndLock', body)

    expect(locked).toEqual([
      {
        activityId: 'Charge',
        activityInstanceId: expect.any(String),
        errorMessage: null,
        errorDetails: null,
        executionId: expect.any(String),
        id: expect.any(String),
        lockExpirationTime: expect.stringMatching(/\+0000$/),
        createTime: expect.stringMatching(/\+0000$/),
        processDefinitionId: expect.any(String),
        processDefinitionKey: 'late',
        processDefinitionVersionTag: null,
        processInstanceId: id,
        retries: null,
        suspended: false,
        workerId: 'w',
        topicName: 'late',
        tenantId: null,
        priority: 0,
        businessKey: 'order of late',
        variables: { receipt: { type: 'String', value: 'none', valueInfo: {} } },
        extensionProperties: null,
      },
    ])
    expect((await rest.get('/external-task/topic-names?withLockedTasks=true')).body).toEqual(['late'])
    expect((await rest.get('/external-task/count?notLocked=true')).body).toEqual({ count: 0 })
    expect((await rest.post('/external-task/x/complete', { workerId: 'w' })).status).toBe(404)
    expect((await rest.as('clerk').post('/external-task/fetchAndLock', body)).status).toBe(403)
    expect((await rest.post('/external-task/fetchAndLock', { ...body, asyncResponseTimeout: 1_800_001 })).status).toBe(400)
  })
})
