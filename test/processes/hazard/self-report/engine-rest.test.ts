import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRest, type Rest } from '../../../engine/engine-rest/support.ts'
import { aRectification, aReport } from '../support/builders.ts'

/** A hazard of qy01, which lies in 洛社镇, worked on with a client of Camunda: the same forms, checks and rights as everywhere. */
describe('a hazard on /engine-rest', () => {
  let admin: Rest
  let enterprise: Rest
  let township: Rest
  beforeAll(async () => {
    admin = await createRest({ modules: 'all', demo: true, prepare: async () => {} })
    ;[enterprise, township] = [admin.as('qy01'), admin.as('luoshe')]
  })
  afterAll(() => admin.app.stop())

  const typed = (data: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? { type: 'Json', value: JSON.stringify(value) } : { value }]))
  const report = async (): Promise<string> => {
    const { status, body } = await enterprise.post('/process-definition/key/hazard-self-report/start', { variables: typed(aReport()) })
    expect({ status, body }).toMatchObject({ status: 200 })
    return body.id
  }
  const taskOf = async (instanceId: string) => (await admin.get(`/task?processInstanceId=${instanceId}`)).body[0]

  it('has tasks with the reference of their form, which are seen by who works on it', async () => {
    const id = await report()

    const task = await taskOf(id)

    expect(task).toMatchObject({
      taskDefinitionKey: 'Task_Rectify',
      formKey: null,
      camundaFormRef: { key: 'hazard-rectify', binding: 'latest', version: null },
    })
    expect((await enterprise.get(`/task/${task.id}/form`)).body).toMatchObject({ key: null, camundaFormRef: { key: 'hazard-rectify' } })
    expect((await enterprise.get('/task?candidateUser=qy01')).body).toContainEqual(expect.objectContaining({ id: task.id }))
    expect((await admin.as('qianqiao').get(`/task/${task.id}`)).status).toBe(404)
  })

  it('is done with what its form allows, and refuses what the form refuses, field by field', async () => {
    const id = await report()
    const task = await taskOf(id)

    const refused = await enterprise.post(`/task/${task.id}/complete`, { variables: typed(aRectification({ rectification: '' })) })
    expect(refused).toMatchObject({ status: 400, body: { type: 'RestException', code: 'form.invalid', details: [{ path: 'rectification' }] } })

    expect((await enterprise.post(`/task/${task.id}/submit-form`, { variables: typed(aRectification()) })).status).toBe(204)
    expect(await taskOf(id)).toMatchObject({ taskDefinitionKey: 'Task_Verify' })
  })

  it('is done by nobody else, also not by who keeps the installation running', async () => {
    const task = await taskOf(await report())

    const answers = await Promise.all([admin, township].map((client) => client.post(`/task/${task.id}/complete`, { variables: typed(aRectification()) })))

    expect(answers.map(({ status }) => status)).toEqual([403, 403])
  })

  it('has variables that are written through its forms only', async () => {
    const task = await taskOf(await report())

    const written = await admin.put(`/task/${task.id}/variables/level`, { value: 'general' })
    const resolved = await admin.post(`/task/${task.id}/resolve`, { variables: { level: { value: 'general' } } })

    expect([written, resolved].map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'variable.governed'],
      [403, 'variable.governed'],
    ])
  })
})
