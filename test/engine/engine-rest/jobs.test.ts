import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineHandler, defineModule } from '../../../engine/module.ts'
import { smallDistrict } from '../../support/small-district.ts'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { createRest, model, row, type Rest } from './support.ts'

let isBroken = true
const module = defineModule({
  name: 'sender',
  handlers: [
    defineHandler({
      kind: 'job',
      name: 'sender.send',
      run: async () => {
        if (isBroken) throw new Error('the other side does not answer')
        return { variables: { sent: true } }
      },
    }),
  ],
})

const timer =
  '<bpmn:intermediateCatchEvent id="Wait"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>'
const retries = '<bpmn:extensionElements><camunda:failedJobRetryTimeCycle>R2/PT1M</camunda:failedJobRetryTimeCycle></bpmn:extensionElements>'
const send = `<bpmn:serviceTask id="Send" camunda:delegateExpression="\${sender.send}">${retries}</bpmn:serviceTask>`
const after = '<bpmn:userTask id="After" camunda:assignee="admin"/>'

describe.each<DatabaseKind>(['sqlite', 'postgres'])('/job and /incident on %s', (kind) => {
  let rest: Rest
  const start = async (key: string): Promise<string> => (await rest.post(`/process-definition/key/${key}/start`)).body.id
  beforeAll(async () => {
    isBroken = true
    rest = await createRest({ database: await freshDatabase(kind), modules: [module], prepare: smallDistrict, env: { JOBS: 'off' } })
    const deployed = await rest.deploy({ 'timed.bpmn': model('timed', row(timer)), 'sending.bpmn': model('sending', row(send, after)) })
    expect(deployed.body).toMatchObject({ deployedProcessDefinitions: expect.anything() })
  })
  afterAll(() => rest.app.stop())

  it('a timer is a job with a due date, and can be done before it', async () => {
    const id = await start('timed')

    const [job] = (await rest.get(`/job?processInstanceId=${id}`)).body
    expect(job).toMatchObject({
      processDefinitionKey: 'timed',
      dueDate: '2026-03-02T02:00:00.000+0000',
      createTime: '2026-03-02T01:00:00.000+0000',
      exceptionMessage: null,
      failedActivityId: null,
      suspended: false,
      priority: 0,
      tenantId: null,
    })
    expect((await rest.get(`/job/count?timers=true&processInstanceId=${id}&dueDates=gt_2026-03-02T01:30:00.000%2B0000`)).body).toEqual({ count: 1 })
    expect((await rest.get(`/job-definition?processDefinitionKey=timed`)).body).toMatchObject([{ id: job.jobDefinitionId, activityId: 'Wait' }])

    expect((await rest.post(`/job/${job.id}/execute`)).status).toBe(204)

    expect((await rest.get(`/process-instance/${id}`)).status).toBe(404)
    expect((await rest.get(`/job/${job.id}`)).body).toMatchObject({ type: 'InvalidRequestException', message: `Job with id ${job.id} does not exist` })
    expect((await rest.post(`/job/${job.id}/execute`)).status).toBe(404)
  })

  it('can be put off, suspended and given another priority', async () => {
    const id = await start('timed')
    const [{ id: job }] = (await rest.get(`/job?processInstanceId=${id}`)).body

    for (const [path, body] of [
      ['duedate', { duedate: '2026-03-03T00:00:00.000+0000' }],
      ['suspended', { suspended: true }],
      ['priority', { priority: 7 }],
    ] as const)
      expect((await rest.put(`/job/${job}/${path}`, body)).status).toBe(204)

    expect((await rest.get(`/job/${job}`)).body).toMatchObject({ dueDate: '2026-03-03T00:00:00.000+0000', suspended: true, priority: 7 })
    expect((await rest.get('/job?suspended=true&priorityHigherThanOrEquals=7')).body).toMatchObject([{ id: job }])
    await rest.put('/job/suspended', { processInstanceId: id, suspended: false })
    expect((await rest.get(`/job/${job}`)).body.suspended).toBe(false)
  })

  it('that fails until its retries are used up is an incident, and goes on when it is given another', async () => {
    const id = await start('sending')
    const [{ id: job }] = (await rest.get(`/job?processInstanceId=${id}`)).body

    const failed = await rest.post(`/job/${job}/execute`)
    expect([failed.status, failed.body.type, failed.body.message]).toEqual([500, 'RestException', 'the other side does not answer'])
    expect((await rest.get(`/job/${job}`)).body).toMatchObject({ retries: 1, exceptionMessage: 'the other side does not answer', failedActivityId: 'Send' })
    await rest.post(`/job/${job}/execute`)

    const [incident] = (await rest.get(`/incident?processInstanceId=${id}`)).body
    expect(incident).toMatchObject({
      incidentType: 'failedJob',
      activityId: 'Send',
      failedActivityId: 'Send',
      configuration: job,
      incidentMessage: 'the other side does not answer',
      causeIncidentId: incident.id,
      annotation: null,
    })
    expect((await rest.get(`/job/${job}`)).body.retries).toBe(0)
    expect((await rest.get(`/job/${job}/stacktrace`)).body).toContain('the other side does not answer')
    expect((await rest.get('/incident/count?incidentType=failedJob')).body).toEqual({ count: 1 })
    expect((await rest.get('/process-instance?incidentType=failedJob')).body).toMatchObject([{ id }])
    expect((await rest.del(`/incident/${incident.id}`)).body).toMatchObject({
      type: 'BadUserRequestException',
      message: 'Cannot resolve an incident of type failedJob',
    })

    await rest.put(`/incident/${incident.id}/annotation`, { annotation: 'the line was cut' })
    expect((await rest.get(`/incident/${incident.id}`)).body.annotation).toBe('the line was cut')

    isBroken = false
    expect((await rest.put(`/job/${job}/retries`, { retries: 1 })).status).toBe(204)
    expect((await rest.post(`/job/${job}/execute`)).status).toBe(204)

    expect((await rest.get(`/incident?processInstanceId=${id}`)).body).toEqual([])
    expect((await rest.get(`/process-instance/${id}/variables/sent`)).body).toMatchObject({ value: true })
    expect((await rest.put(`/job/${job}/retries`, { retries: -1 })).status).toBe(400)
  })

  it("are nobody else's to do", async () => {
    const id = await start('timed')
    const [{ id: job }] = (await rest.get(`/job?processInstanceId=${id}`)).body

    expect((await rest.as('works').get('/job')).body).toEqual([])
    expect((await rest.as('works').post(`/job/${job}/execute`)).status).toBe(403)
  })
})
