import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRest, model, row, type Rest } from './support.ts'

const tasks = row('<bpmn:userTask id="First" camunda:assignee="admin"/>', '<bpmn:userTask id="Second" camunda:assignee="admin"/>')
const nested = row(
  `<bpmn:subProcess id="Inner">${row('<bpmn:userTask id="Deep" camunda:assignee="admin"/>').replaceAll('Start', 'InnerStart').replaceAll('End', 'InnerEnd').replaceAll('Flow_', 'InnerFlow_')}</bpmn:subProcess>`,
)

const several = row(
  '<bpmn:userTask id="Each" camunda:assignee="admin"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">${2 + 1}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>',
)

type Activity = { id: string; activityId: string; childActivityInstances: Activity[] }

describe('moving tokens by hand', () => {
  let rest: Rest
  const start = async (key: string, body: object = {}) => rest.post(`/process-definition/key/${key}/start`, body)
  const tree = async (id: string): Promise<Activity> => (await rest.get(`/process-instance/${id}/activity-instances`)).body
  const places = async (id: string) => (await tree(id)).childActivityInstances.map(({ activityId }) => activityId)
  const move = (id: string, ...instructions: object[]) => rest.post(`/process-instance/${id}/modification`, { instructions })
  beforeAll(async () => {
    rest = await createRest()
    await rest.deploy({ 'tasks.bpmn': model('tasks', tasks), 'nested.bpmn': model('nested', nested), 'several.bpmn': model('several', several) })
  })
  afterAll(() => rest.app.stop())

  it('cancels an activity and starts before another', async () => {
    const { id } = (await start('tasks')).body

    expect(
      (await move(id, { type: 'cancel', activityId: 'First' }, { type: 'startBeforeActivity', activityId: 'Second', variables: { a: { value: 1 } } })).status,
    ).toBe(204)

    expect(await places(id)).toEqual(['Second'])
    expect((await rest.get(`/process-instance/${id}/variables/a`)).body.value).toBe(1)
  })

  it('cancels one activity instance of several', async () => {
    const { id } = (await start('tasks')).body
    await move(id, { type: 'startBeforeActivity', activityId: 'First' })
    const [one] = (await tree(id)).childActivityInstances

    await move(id, { type: 'cancel', activityInstanceId: one?.id })

    expect((await tree(id)).childActivityInstances.map((each) => each.id)).not.toContain(one?.id)
    expect(await places(id)).toEqual(['First'])
  })

  it('takes a flow, and goes on after an activity', async () => {
    const { id } = (await start('tasks')).body

    await move(id, { type: 'startTransition', transitionId: 'Flow_2' }, { type: 'startAfterActivity', activityId: 'First' })

    expect((await places(id)).sort()).toEqual(['First', 'Second', 'Second'])
  })

  it('shows scopes as a tree', async () => {
    const { id } = (await start('nested')).body

    const { childActivityInstances } = await tree(id)

    expect(childActivityInstances).toMatchObject([
      {
        activityId: 'Inner',
        activityType: 'subProcess',
        parentActivityInstanceId: id,
        childActivityInstances: [{ activityId: 'Deep', parentActivityInstanceId: childActivityInstances[0]?.id }],
      },
    ])
  })

  it('shows the instances of a loop below its body', async () => {
    const { id } = (await start('several')).body

    const [body] = (await tree(id)).childActivityInstances

    expect(body).toMatchObject({ activityId: 'Each#multiInstanceBody', activityType: 'multiInstanceBody' })
    expect(body?.childActivityInstances.map(({ activityId }) => activityId)).toEqual(['Each', 'Each', 'Each'])
    expect((await move(id, { type: 'cancel', activityId: 'Each#multiInstanceBody' })).status).toBe(204)
    expect((await rest.get(`/process-instance/${id}`)).status).toBe(404)
  })

  it('refuses what is not in the model, and then changes nothing', async () => {
    const { id } = (await start('tasks')).body

    const answer = await move(id, { type: 'cancel', activityId: 'First' }, { type: 'startBeforeActivity', activityId: 'Nowhere' })

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'InvalidRequestException', message: expect.stringContaining("activity 'Nowhere' does not exist") })
    expect((await move(id, { type: 'jump', activityId: 'First' })).status).toBe(400)
    expect((await move(id, { type: 'cancel' })).status).toBe(400)
    expect(await places(id)).toEqual(['First'])
  })

  it('starts an instance where the instructions say', async () => {
    const { status, body } = await start('tasks', {
      startInstructions: [{ type: 'startBeforeActivity', activityId: 'Second', variables: { a: { value: 2 } } }],
      businessKey: 'at second',
    })

    expect(status).toBe(200)
    expect(await places(body.id)).toEqual(['Second'])
    expect((await rest.get(`/process-instance/${body.id}/variables/a`)).body.value).toBe(2)
    expect((await start('tasks', { startInstructions: [{ type: 'startBeforeActivity', activityId: 'Nowhere' }] })).status).toBe(400)
  })

  it('is for who keeps the installation running', async () => {
    const { id } = (await start('tasks')).body

    expect((await rest.as('works').post(`/process-instance/${id}/modification`, { instructions: [] })).status).toBe(403)
  })
})
