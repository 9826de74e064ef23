import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRest, model, row, type Rest } from './support.ts'

const userTask = (id: string, attributes = '', inner = '') => `<bpmn:userTask id="${id}" name="${id}" ${attributes}>${inner}</bpmn:userTask>`

const events = '<bpmn:error id="No" name="no" errorCode="NO"/><bpmn:escalation id="Up" name="up" escalationCode="UP"/>'
const caught = `<bpmn:startEvent id="Start"/><bpmn:userTask id="Work"/><bpmn:endEvent id="End"/>
  <bpmn:boundaryEvent id="OnError" attachedToRef="Work"><bpmn:errorEventDefinition errorRef="No"/></bpmn:boundaryEvent>
  <bpmn:boundaryEvent id="OnEscalation" attachedToRef="Work" cancelActivity="false"><bpmn:escalationEventDefinition escalationRef="Up"/></bpmn:boundaryEvent>
  <bpmn:userTask id="AfterError"/><bpmn:userTask id="AfterEscalation"/>
  <bpmn:sequenceFlow id="F1" sourceRef="Start" targetRef="Work"/><bpmn:sequenceFlow id="F2" sourceRef="Work" targetRef="End"/>
  <bpmn:sequenceFlow id="F3" sourceRef="OnError" targetRef="AfterError"/><bpmn:sequenceFlow id="F4" sourceRef="OnEscalation" targetRef="AfterEscalation"/>
  <bpmn:sequenceFlow id="F5" sourceRef="AfterError" targetRef="End"/><bpmn:sequenceFlow id="F6" sourceRef="AfterEscalation" targetRef="End"/>`

describe('tasks on /engine-rest', () => {
  let rest: Rest
  const start = async (key: string, body: object = {}): Promise<string> => (await rest.post(`/process-definition/key/${key}/start`, body)).body.id
  const tasksOf = async (instanceId: string) => (await rest.get(`/task?processInstanceId=${instanceId}`)).body
  const taskOf = async (instanceId: string) => (await tasksOf(instanceId))[0]
  beforeAll(async () => {
    rest = await createRest()
    await rest.deploy({
      'plain.bpmn': model('plain', row(userTask('Ask', 'camunda:assignee="admin" camunda:priority="70"', '<bpmn:documentation>Ask them</bpmn:documentation>'))),
      'caught.bpmn': model('caught', caught, events),
      'open.bpmn': model('open', row(userTask('Choose', 'camunda:candidateUsers="clerk" camunda:candidateGroups="sales,accounting"'))),
    })
  })
  afterAll(() => rest.app.stop())

  it('are shown with everything that Camunda says of them', async () => {
    const processInstanceId = await start('plain')

    expect(await taskOf(processInstanceId)).toEqual({
      id: expect.any(String),
      name: 'Ask',
      assignee: 'admin',
      created: '2026-03-02T01:00:00.000+0000',
      due: null,
      followUp: null,
      lastUpdated: null,
      delegationState: null,
      description: 'Ask them',
      executionId: expect.any(String),
      owner: null,
      parentTaskId: null,
      priority: 70,
      processDefinitionId: expect.any(String),
      processInstanceId,
      taskDefinitionKey: 'Ask',
      caseExecutionId: null,
      caseInstanceId: null,
      caseDefinitionId: null,
      suspended: false,
      formKey: null,
      camundaFormRef: null,
      tenantId: null,
      taskState: 'Created',
    })
  })

  it('are done with variables, which are the answer when the client asks for them', async () => {
    const id = await start('plain', { variables: { before: { value: 'x' } } })
    const task = await taskOf(id)

    const { status, body } = await rest.post(`/task/${task.id}/complete`, { variables: { amount: { value: 5, type: 'Long' } }, withVariablesInReturn: true })

    expect(status).toBe(200)
    expect(body).toEqual({ before: { type: 'String', value: 'x', valueInfo: {} }, amount: { type: 'Long', value: 5, valueInfo: {} } })
    expect((await rest.get(`/process-instance/${id}`)).status).toBe(404)
    const again = await rest.post(`/task/${task.id}/complete`, {})
    expect(again.status).toBe(500)
    expect(again.body).toMatchObject({ type: 'RestException', message: `Cannot complete task ${task.id}: Cannot find task with id ${task.id}: task is null` })
  })

  it('that are unknown are 404 when read and 500 when something is done with them', async () => {
    const answers = await Promise.all([
      rest.get('/task/x'),
      rest.post('/task/x/claim', { userId: 'admin' }),
      rest.post('/task/x/bpmnError', { errorCode: 'E' }),
    ])

    expect(answers.map(({ status, body }) => [status, body.type])).toEqual([
      [404, 'InvalidRequestException'],
      [500, 'NullValueException'],
      [404, 'RestException'],
    ])
  })

  it('are claimed by one, given back, and given to somebody by name', async () => {
    const id = await start('open')
    const task = await taskOf(id)
    const assignee = async () => (await rest.get(`/task/${task.id}`)).body.assignee

    expect((await rest.post(`/task/${task.id}/claim`, { userId: 'admin' })).status).toBe(204)
    expect(await assignee()).toBe('admin')
    const refused = await rest.post(`/task/${task.id}/claim`, { userId: 'clerk' })
    expect([refused.status, refused.body.type]).toEqual([500, 'TaskAlreadyClaimedException'])
    await rest.post(`/task/${task.id}/unclaim`, {})
    expect(await assignee()).toBeNull()
    await rest.post(`/task/${task.id}/assignee`, { userId: 'nobody of that name' })
    expect(await assignee()).toBe('nobody of that name')
    expect((await rest.get('/task/count?assignee=nobody%20of%20that%20name')).body).toEqual({ count: 1 })
    await rest.post(`/task/${task.id}/complete`, {})
  })

  it('are found by candidates while nobody has them', async () => {
    const id = await start('open')
    const { id: taskId } = await taskOf(id)
    const found = async (query: string) => (await rest.get(`/task?processInstanceId=${id}&${query}`)).body.length

    expect(await Promise.all(['candidateGroup=sales', 'candidateGroups=a,accounting', 'candidateUser=clerk', 'candidateUser=admin'].map(found))).toEqual([
      1, 1, 1, 0,
    ])
    await rest.post(`/task/${taskId}/claim`, { userId: 'admin' })
    expect(await Promise.all(['candidateGroup=sales', 'candidateGroup=sales&includeAssignedTasks=true', 'involvedUser=clerk'].map(found))).toEqual([0, 1, 1])
    expect((await rest.get(`/task/${taskId}/identity-links`)).body).toEqual([
      { userId: 'admin', groupId: null, type: 'assignee' },
      { userId: 'clerk', groupId: null, type: 'candidate' },
      { userId: null, groupId: 'sales', type: 'candidate' },
      { userId: null, groupId: 'accounting', type: 'candidate' },
    ])
    await rest.post(`/task/${taskId}/identity-links/delete`, { groupId: 'sales', type: 'candidate' })
    expect(await found('candidateGroup=sales&includeAssignedTasks=true')).toBe(0)
    await rest.post(`/task/${taskId}/unclaim`, {})
    expect(await found('candidateGroup=accounting')).toBe(1)
  })

  it('go to another and come back when they are delegated', async () => {
    const task = await taskOf(await start('plain'))
    const state = async () => (await rest.get(`/task/${task.id}`)).body

    await rest.post(`/task/${task.id}/delegate`, { userId: 'clerk' })
    expect(await state()).toMatchObject({ owner: 'admin', assignee: 'clerk', delegationState: 'PENDING' })
    expect((await rest.post(`/task/${task.id}/complete`, {})).body.message).toContain('A delegated task cannot be completed')
    expect((await rest.post(`/task/${task.id}/resolve`, { variables: { told: { value: true } } })).status).toBe(204)
    expect(await state()).toMatchObject({ owner: 'admin', assignee: 'admin', delegationState: 'RESOLVED' })
    expect((await rest.get(`/task/${task.id}/variables/told`)).body).toMatchObject({ value: true })
    expect((await rest.post(`/task/${task.id}/complete`, {})).status).toBe(204)
  })

  it('are written as a whole by an update', async () => {
    const task = await taskOf(await start('plain'))

    const { status } = await rest.put(`/task/${task.id}`, { name: 'Other', due: '2026-04-01T08:00:00.000+0800', priority: 3, assignee: 'clerk' })

    expect(status).toBe(204)
    const { body } = await rest.get(`/task/${task.id}`)
    expect(body).toMatchObject({ name: 'Other', due: '2026-04-01T00:00:00.000+0000', priority: 3, assignee: 'clerk', description: null, taskState: 'Updated' })
    expect(body.lastUpdated).not.toBeNull()
    expect((await rest.get('/task?dueBefore=2026-04-02T00:00:00.000%2B0000')).body).toMatchObject([{ id: task.id }])
    await rest.post(`/task/${task.id}/complete`, {})
  })

  it('see the variables of their instance, and keep local ones to themselves', async () => {
    const id = await start('plain', { variables: { shared: { value: 1 }, hidden: { value: 'outer' } } })
    const { id: taskId } = await taskOf(id)

    await rest.put(`/task/${taskId}/localVariables/hidden`, { value: 'inner' })
    await rest.put(`/task/${taskId}/variables/shared`, { value: 2 })
    await rest.put(`/task/${taskId}/variables/made`, { value: 3 })

    const values = (body: Record<string, { value: unknown }>) => Object.fromEntries(Object.entries(body).map(([name, { value }]) => [name, value]))
    expect(values((await rest.get(`/task/${taskId}/variables`)).body)).toEqual({ shared: 2, hidden: 'inner', made: 3 })
    expect(values((await rest.get(`/task/${taskId}/localVariables`)).body)).toEqual({ hidden: 'inner' })
    expect(values((await rest.get(`/process-instance/${id}/variables`)).body)).toEqual({ shared: 2, hidden: 'outer', made: 3 })
    expect(values((await rest.get(`/task/${taskId}/form-variables?variableNames=made,none`)).body)).toEqual({ made: 3 })
    await rest.del(`/task/${taskId}/variables/shared`)
    expect((await rest.get(`/process-instance/${id}/variables/shared`)).status).toBe(404)
    expect((await rest.get('/task/x/variables')).status).toBe(500)
  })

  it('are looked for by any of several filters', async () => {
    const [one, other] = [await start('plain', { businessKey: 'K1' }), await start('open', { businessKey: 'K2' })]
    const { body } = await rest.post('/task', {
      processInstanceIdIn: [one, other],
      orQueries: [{ name: 'ask', candidateGroup: 'sales' }],
      sorting: [
        { sortBy: 'name', sortOrder: 'desc' },
        { sortBy: 'id', sortOrder: 'asc' },
      ],
    })

    expect(body.map(({ name }: { name: string }) => name)).toEqual(['Choose', 'Ask'])
    expect((await rest.post('/task/count', { processInstanceBusinessKeyIn: ['K1', 'K2'] })).body).toEqual({ count: 2 })
    expect((await rest.get('/task?assigneeExpression=%24%7BcurrentUser()%7D')).body.type).toBe('BadUserRequestException')
    expect((await rest.get('/task?sortBy=nothing&sortOrder=asc')).status).toBe(400)
  })

  it('keep what people note with them, also when they are done', async () => {
    const id = await start('plain')
    const task = await taskOf(id)

    const { body: made } = await rest.post(`/task/${task.id}/comment/create`, { message: 'called them' })

    expect(made).toMatchObject({ userId: 'admin', message: 'called them', taskId: task.id, links: [{ rel: 'self' }] })
    await rest.post(`/task/${task.id}/complete`, {})
    expect((await rest.get(`/task/${task.id}/comment`)).body).toEqual([{ ...made, links: [] }])
    expect((await rest.get(`/process-instance/${id}/comment`)).body).toHaveLength(1)
    expect((await rest.as('clerk').get(`/task/${task.id}/comment/${made.id}`)).status).toBe(404)
  })

  it('report errors and escalations of the model, which boundary events catch', async () => {
    const reported = async (path: string, body: object) => {
      const id = await start('caught')
      expect((await rest.post(`/task/${(await taskOf(id)).id}/${path}`, body)).status).toBe(204)
      return (await tasksOf(id)).map(({ taskDefinitionKey }: { taskDefinitionKey: string }) => taskDefinitionKey).sort()
    }

    expect(await reported('bpmnError', { errorCode: 'NO', variables: { why: { value: 'x' } } })).toEqual(['AfterError'])
    expect(await reported('bpmnEscalation', { escalationCode: 'UP' })).toEqual(['AfterEscalation', 'Work'])
  })

  it('are done by who has them or may take them, and by nobody else', async () => {
    const clerk = rest.as('clerk')
    const [his, mine] = [await taskOf(await start('open')), await taskOf(await start('plain'))]

    expect((await clerk.get(`/task/${mine.id}`)).status).toBe(404)
    expect((await clerk.post(`/task/${mine.id}/complete`, {})).status).toBe(500)
    expect((await clerk.post(`/task/${his.id}/assignee`, { userId: 'admin' })).status).toBe(403)
    expect((await clerk.post(`/task/${his.id}/claim`, { userId: 'clerk' })).status).toBe(204)
    expect((await clerk.post(`/task/${his.id}/complete`, {})).status).toBe(204)
  })

  it('cannot be deleted, and none is made without a process', async () => {
    const task = await taskOf(await start('plain'))

    expect((await rest.del(`/task/${task.id}`)).status).toBe(400)
    expect((await rest.post('/task/create', { name: 'x' })).status).toBe(400)
  })
})
