import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retryAt, retryPlan } from '../../../engine/jobs/backoff.ts'
import { newId } from '../../../engine/ids.ts'
import { defineHandler } from '../../../engine/module.ts'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'
import { chainFaults } from '../runtime/chains.ts'

describe('a failed job', () => {
  it.each([
    [null, 4, ['PT5S', 'PT1M', 'PT10M']],
    ['R5/PT10M', 5, ['PT10M']],
    ['PT1M,PT5M', 3, ['PT1M', 'PT5M']],
    ['R/PT1H', 4, ['PT1H']],
  ])('with the retry cycle %s is tried %i times', (cycle, attempts, delays) => {
    expect(retryPlan(cycle)).toEqual({ attempts, delays })
  })

  it('rests longer each time, the last delay again and again', () => {
    const rests = [1, 2, 3, 4].map((failed) => retryAt('2026-03-02T00:00:00.000Z', retryPlan(null), failed))

    expect(rests).toEqual(['2026-03-02T00:00:05.000Z', '2026-03-02T00:01:00.000Z', '2026-03-02T00:10:00.000Z', '2026-03-02T00:10:00.000Z'])
  })
})

const { node, stopAll } = labNodes()
/** How many attempts of a case (variable `name`) still fail, and the keys they were made with. */
const failures = new Map<string, number>()
const keys = new Map<string, string[]>()

const handlers = [
  defineHandler({
    kind: 'job',
    name: 'send',
    async run({ variables, idempotencyKey }) {
      const name = String(variables['name'])
      keys.set(name, [...(keys.get(name) ?? []), idempotencyKey])
      const left = failures.get(name) ?? 0
      failures.set(name, left - 1)
      if (left > 0) throw new Error(`no answer, ${left} left`)
      return { variables: { sent: true }, rows: [{ table: 'lab_row', op: 'insert', row: { id: newId(), name } }] }
    },
  }),
  defineHandler({
    kind: 'apply',
    name: 'broken',
    apply: ({ variables }) => {
      if (variables['broken'] === true) throw new Error('broken')
      return {}
    },
  }),
]
const service = (id: string, handler: string, attributes = '', inside = '') =>
  `<bpmn:serviceTask id="${id}" camunda:delegateExpression="\${${handler}}" ${attributes}>${inside}</bpmn:serviceTask>`
const cycle = (text: string) => `<bpmn:extensionElements><camunda:failedJobRetryTimeCycle>${text}</camunda:failedJobRetryTimeCycle></bpmn:extensionElements>`

forEachDatabase((_, kind) => {
  let lab: LabNode
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind), handlers })
    const deploy = (key: string, ...elements: string[]) => lab.deploy(processOf(chain(start, ...elements, end)).replace('id="test"', `id="${key}"`))
    await deploy('sending', service('Send', 'send'), task('Sent'))
    await deploy('twice', service('Send', 'send', '', cycle('R2/PT30S')), task('Sent'))
    await deploy('async', task('A'), service('Later', 'broken', 'camunda:asyncBefore="true"'), task('B'))
    await deploy('asyncAfter', service('Now', 'send', 'camunda:asyncAfter="true"'), task('B'))
  })
  afterAll(stopAll)

  const begin = async (key: string, failing: number) => {
    const name = newId()
    failures.set(name, failing)
    const { instanceId } = await lab.start(key, { variables: { name } })
    await lab.jobs.runDue()
    return { name, instanceId }
  }
  const waits = async (instanceId: string) => Object.values((await lab.state(instanceId)).tasks).map(({ nodeId }) => nodeId)
  const jobOf = (instanceId: string) => lab.db('job').where({ instanceId }).first('retries', 'dueAt', 'error')
  const incidentsOf = (instanceId: string) => lab.db('incident').where({ instanceId }).select('kind', 'message', 'nodeId')
  const after = async (seconds: number) => {
    await lab.clock.advance(seconds * 1000)
    await lab.jobs.runDue()
  }

  it('a job handler that fails is tried after 5 s, 1 min and 10 min with one idempotency key, and then the case goes on', async () => {
    const { name, instanceId } = await begin('sending', 3)
    expect(await jobOf(instanceId)).toMatchObject({ retries: 3, error: 'no answer, 3 left' })

    await after(4.999)
    expect(keys.get(name)).toHaveLength(1)
    await after(0.001)
    expect(keys.get(name)).toHaveLength(2)
    await after(60)
    expect(keys.get(name)).toHaveLength(3)
    await after(599)
    expect(await waits(instanceId)).toEqual([])
    await after(1)

    expect(await waits(instanceId)).toEqual(['Sent'])
    expect(new Set(keys.get(name)).size).toBe(1)
    expect(await lab.db('lab_row').where({ name })).toHaveLength(1)
    expect(await jobOf(instanceId)).toBeUndefined()
    expect(await incidentsOf(instanceId)).toEqual([])
  })

  it('one that keeps failing becomes an incident, and a retry that succeeds closes it', async () => {
    const { name, instanceId } = await begin('sending', 4)
    for (const seconds of [5, 60, 600]) await after(seconds)
    expect(await incidentsOf(instanceId)).toEqual([{ kind: 'failed-job', message: 'no answer, 1 left', nodeId: 'Send' }])
    expect(await jobOf(instanceId)).toMatchObject({ retries: 0 })
    await after(86_400)
    expect(keys.get(name)).toHaveLength(4)

    await lab.db('job').where({ instanceId }).update({ retries: 1, dueAt: lab.clock.now(), leaseOwner: null, leaseUntil: null })
    await lab.jobs.runDue()

    expect(await waits(instanceId)).toEqual(['Sent'])
    expect(await incidentsOf(instanceId)).toEqual([])
    expect(await chainFaults(lab.db)).toEqual([])
  })

  it('camunda:failedJobRetryTimeCycle says how often and how late', async () => {
    const { name, instanceId } = await begin('twice', 9)

    await after(29)
    expect(keys.get(name)).toHaveLength(1)
    await after(1)

    expect(keys.get(name)).toHaveLength(2)
    expect(await incidentsOf(instanceId)).toHaveLength(1)
  })

  it('asyncBefore ends the step before the node: a failure there does not undo what a person did', async () => {
    const { instanceId } = await lab.start('async', { variables: { broken: true } })

    await lab.complete(instanceId, 'A')
    expect(await lab.db('task_history').where({ instanceId }).select('nodeId')).toEqual([{ nodeId: 'A' }])
    await lab.jobs.runDue()
    expect(await waits(instanceId)).toEqual([])
    expect(await jobOf(instanceId)).toMatchObject({ retries: 3, error: 'broken' })

    for (const seconds of [5, 60, 600]) await after(seconds)
    expect(await incidentsOf(instanceId)).toMatchObject([{ nodeId: 'Later' }])
  })

  it('asyncAfter ends the step after the node', async () => {
    const name = newId()
    const { instanceId } = await lab.start('asyncAfter', { variables: { name } })
    await lab.jobs.runDue()

    expect(await waits(instanceId)).toEqual(['B'])
    expect(await lab.db('command').where({ instanceId }).orderBy('rev').select('act')).toEqual([{ act: 'start' }, { act: 'handler' }, { act: 'async' }])
  })
})
