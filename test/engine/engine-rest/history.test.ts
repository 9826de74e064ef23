import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../support/databases.ts'
import { createRest, model, row, type Rest } from './support.ts'

const inside = `<bpmn:startEvent id="In"/><bpmn:userTask id="Inner" name="Inner task"/><bpmn:endEvent id="Out"/>
  <bpmn:sequenceFlow id="I1" sourceRef="In" targetRef="Inner"/><bpmn:sequenceFlow id="I2" sourceRef="Inner" targetRef="Out"/>`
const mapped = `<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="part">${'${amount}'}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>`
const twice =
  '<bpmn:multiInstanceLoopCharacteristics isSequential="false"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>'
const error = '<bpmn:error id="Broken" name="Broken" errorCode="BROKEN"/>'
const failing = `<bpmn:startEvent id="Start"/><bpmn:endEvent id="End"><bpmn:errorEventDefinition errorRef="Broken"/></bpmn:endEvent><bpmn:sequenceFlow id="F" sourceRef="Start" targetRef="End"/>`

describe.each(['sqlite', 'postgres'] as const)('looking back on /engine-rest, on %s', (kind) => {
  let rest: Rest
  const start = async (key: string, body: object = {}): Promise<string> => (await rest.post(`/process-definition/key/${key}/start`, body)).body.id
  const complete = async (instanceId: string, key: string) => {
    for (const { id } of (await rest.get(`/task?processInstanceId=${instanceId}&taskDefinitionKey=${key}`)).body) await rest.post(`/task/${id}/complete`, {})
  }
  const activities = async (query: string) => (await rest.get(`/history/activity-instance?${query}`)).body
  beforeAll(async () => {
    rest = await createRest({ database: await freshDatabase(kind) })
    const answer = await rest.deploy({
      'nested.bpmn': model('nested', row(`<bpmn:subProcess id="Sub" name="Sub">${mapped}${inside}</bpmn:subProcess>`)),
      'many.bpmn': model('many', row(`<bpmn:userTask id="Each" name="Each">${twice}</bpmn:userTask>`)),
      'failing.bpmn': model('failing', failing, error),
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  })
  afterAll(() => rest.app.stop())

  it('an instance is shown while it runs and after it has ended', async () => {
    const id = await start('nested', { businessKey: 'B-1', variables: { amount: { value: 3 } } })
    const get = async () => (await rest.get(`/history/process-instance/${id}`)).body

    expect(await get()).toEqual({
      id,
      businessKey: 'B-1',
      processDefinitionId: expect.any(String),
      processDefinitionKey: 'nested',
      processDefinitionName: 'Process nested',
      processDefinitionVersion: 1,
      startTime: '2026-03-02T01:00:00.000+0000',
      endTime: null,
      removalTime: null,
      durationInMillis: null,
      startUserId: 'admin',
      startActivityId: 'Start',
      deleteReason: null,
      rootProcessInstanceId: id,
      superProcessInstanceId: null,
      superCaseInstanceId: null,
      caseInstanceId: null,
      tenantId: null,
      state: 'ACTIVE',
      restartedProcessInstanceId: null,
      errorCode: null,
    })
    await complete(id, 'Inner')
    expect(await get()).toMatchObject({ state: 'COMPLETED', endTime: '2026-03-02T01:00:00.000+0000', durationInMillis: 0 })
    expect((await rest.get('/history/process-instance/x')).status).toBe(404)
  })

  it('an instance that was deleted, and one that ended by an error, say so', async () => {
    const [deleted, failed] = [await start('nested', { variables: { amount: { value: 1 } } }), await start('failing')]
    await rest.del(`/process-instance/${deleted}`)

    expect((await rest.get(`/history/process-instance/${deleted}`)).body).toMatchObject({ state: 'EXTERNALLY_TERMINATED', deleteReason: 'deleted' })
    expect((await rest.get(`/history/process-instance/${failed}`)).body).toMatchObject({ state: 'INTERNALLY_TERMINATED', errorCode: 'BROKEN' })
    expect((await rest.post('/history/process-instance/count', { processInstanceIds: [deleted, failed], externallyTerminated: true })).body).toEqual({
      count: 1,
    })
    expect((await rest.get('/history/process-instance?internallyTerminated=true&sortBy=duration&sortOrder=desc')).body).toMatchObject([{ id: failed }])
    const [incident] = (await rest.get(`/history/incident?processInstanceId=${failed}`)).body
    expect(incident).toMatchObject({ open: false, resolved: true, deleted: false, activityId: 'End', endTime: expect.any(String) })
  })

  it('activities are shown in the order in which they began, with the names that Camunda gives their kinds', async () => {
    const id = await start('nested', { variables: { amount: { value: 3 } } })
    await complete(id, 'Inner')

    const all = await activities(`processInstanceId=${id}&sortBy=occurrence&sortOrder=asc`)

    expect(all.map(({ activityId, activityType, completeScope }: Record<string, unknown>) => [activityId, activityType, completeScope])).toEqual([
      ['Start', 'startEvent', false],
      ['Sub', 'subProcess', false],
      ['In', 'startEvent', false],
      ['Inner', 'userTask', false],
      ['Out', 'noneEndEvent', true],
      ['End', 'noneEndEvent', true],
    ])
    const [, sub, , inner] = all
    expect(inner).toMatchObject({ parentActivityInstanceId: sub.id, activityName: 'Inner task', taskId: expect.any(String), canceled: false })
    expect(sub.parentActivityInstanceId).toBe(id)
    expect(
      (await activities(`processInstanceId=${id}&activityType=noneEndEvent&sortBy=activityId&sortOrder=desc`)).map(
        (each: { activityId: string }) => each.activityId,
      ),
    ).toEqual(['Out', 'End'])
    expect((await rest.get(`/history/activity-instance/count?processInstanceId=${id}&completeScope=true`)).body).toEqual({ count: 2 })
    expect(await activities(`processInstanceId=${id}&activityNameLike=Inner%25`)).toHaveLength(1)
  })

  it('activities that run are shown without an end, with their task and who has it', async () => {
    const id = await start('nested', { variables: { amount: { value: 3 } } })
    const [task] = (await rest.get(`/task?processInstanceId=${id}`)).body
    await rest.post(`/task/${task.id}/claim`, { userId: 'admin' })

    const running = await activities(`processInstanceId=${id}&unfinished=true&sortBy=activityId&sortOrder=asc`)

    expect(running).toMatchObject([
      { activityId: 'Inner', endTime: null, durationInMillis: null, taskId: task.id, assignee: 'admin' },
      { activityId: 'Sub', endTime: null, taskId: null },
    ])
    expect((await rest.get(`/history/activity-instance/${running[0].id}`)).body).toEqual(running[0])
    await rest.del(`/process-instance/${id}`)
    expect(await activities(`processInstanceId=${id}&canceled=true&sortBy=activityId&sortOrder=asc`)).toMatchObject([
      { id: running[0].id, activityId: 'Inner', canceled: true, taskId: task.id },
      { activityId: 'Sub', canceled: true },
    ])
  })

  it('a loop has a body with its instances in it', async () => {
    const id = await start('many')
    const rows = async () => activities(`processInstanceId=${id}&sortBy=occurrence&sortOrder=asc`)
    const named = (all: { activityId: string; activityType: string }[]) => all.map(({ activityId, activityType }) => `${activityId} ${activityType}`)

    expect(named(await rows())).toEqual(['Start startEvent', 'Each#multiInstanceBody multiInstanceBody', 'Each userTask', 'Each userTask'])
    await complete(id, 'Each')
    expect(named(await rows())).toEqual(['Start startEvent', 'Each#multiInstanceBody multiInstanceBody', 'Each userTask', 'Each userTask', 'End noneEndEvent'])
    expect(await activities(`processInstanceId=${id}&activityId=Each`)).toHaveLength(2)
    expect(await activities(`processInstanceId=${id}&activityId=Each%23multiInstanceBody`)).toHaveLength(1)
  })

  it('variables keep their id, value and activity when their scope ends', async () => {
    const id = await start('nested', { variables: { amount: { value: 3 }, list: { value: '[1]', type: 'Json' } } })
    const seen = async () => (await rest.get(`/history/variable-instance?processInstanceId=${id}&sortBy=variableName&sortOrder=asc`)).body
    const [sub] = await activities(`processInstanceId=${id}&activityId=Sub`)

    const before = await seen()
    expect(before.map(({ name, type, value, activityInstanceId }: Record<string, unknown>) => [name, type, value, activityInstanceId])).toEqual([
      ['amount', 'Integer', 3, id],
      ['list', 'Json', '[1]', id],
      ['part', 'Integer', 3, sub.id],
    ])
    expect(before[0]).toMatchObject({ state: 'CREATED', createTime: '2026-03-02T01:00:00.000+0000', rootProcessInstanceId: id, taskId: null })
    expect((await rest.get(`/variable-instance?processInstanceIdIn=${id}&variableValues=part_eq_3`)).body).toMatchObject([
      { name: 'part', executionId: expect.any(String) },
    ])
    await complete(id, 'Inner')
    expect(await seen()).toEqual(before)
    expect((await rest.get(`/variable-instance/count?processInstanceIdIn=${id}`)).body).toEqual({ count: 0 })
    expect((await rest.get(`/history/variable-instance/${encodeURIComponent(before[2].id)}`)).body).toEqual(before[2])
    expect((await rest.post('/history/variable-instance', { variableName: 'amount', variableValue: 3, processInstanceId: id })).body).toHaveLength(1)
    expect((await rest.get('/history/variable-instance?variableValue=3')).status).toBe(400)
  })

  it('each change of a variable is kept, with who made it', async () => {
    const id = await start('nested', { variables: { amount: { value: 3 } } })
    await rest.put(`/process-instance/${id}/variables/amount`, { value: 4 })

    const { body } = await rest.get(`/history/detail?processInstanceId=${id}&variableUpdates=true&sortBy=time&sortOrder=asc`)

    const own = body.filter(({ variableName }: { variableName: string }) => variableName === 'amount')
    expect(own).toMatchObject([
      { type: 'variableUpdate', value: 3, variableType: 'Integer', operatorId: 'admin', variableInstanceId: `${id}:amount` },
      { value: 4, operatorId: 'admin' },
    ])
    expect((await rest.post('/history/detail/count', { processInstanceId: id, variableNameIn: ['amount'] })).body).toEqual({ count: 2 })
  })

  it('is for who may look behind: others are refused or find nothing', async () => {
    const id = await start('nested', { variables: { amount: { value: 3 } } })
    const clerk = rest.as('clerk')

    expect((await clerk.get(`/history/process-instance/${id}`)).status).toBe(404)
    expect((await clerk.get(`/history/activity-instance?processInstanceId=${id}`)).body).toEqual([])
    expect((await clerk.get('/history/variable-instance')).status).toBe(403)
  })
})
