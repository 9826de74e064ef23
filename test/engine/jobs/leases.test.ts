import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../../../engine/clock.ts'
import { newId } from '../../../engine/ids.ts'
import { acquire, type LeasedJob } from '../../../engine/jobs/jobs.store.ts'
import { runJob, type RunJobDeps } from '../../../engine/jobs/run-job.ts'
import { defineHandler } from '../../../engine/module.ts'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase, freshPostgres } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'
import { chainFaults } from '../runtime/chains.ts'

const { node, stopAll } = labNodes()
const note = defineHandler({
  kind: 'apply',
  name: 'note',
  apply: ({ variables }) => ({ rows: [{ table: 'lab_row', op: 'insert', row: { id: newId(), name: String(variables['name']) } }] }),
})
const model = processOf(
  chain(start, task('Wait'), end) +
    `<bpmn:boundaryEvent id="Due" attachedToRef="Wait" cancelActivity="false"><bpmn:timerEventDefinition id="D"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>` +
    chain('<bpmn:serviceTask id="Note" camunda:delegateExpression="${note}"/>', '<bpmn:endEvent id="Noted"/>') +
    '<bpmn:sequenceFlow id="Due-Note" sourceRef="Due" targetRef="Note"/>',
)
const hour = 3_600_000

forEachDatabase((_, kind) => {
  describe('a lease', () => {
    let lab: LabNode
    beforeAll(async () => {
      lab = await node({ url: await freshDatabase(kind), handlers: [note] })
      await lab.deploy(model)
    })
    afterAll(stopAll)

    const lease = async (by: string): Promise<LeasedJob[]> => {
      const now = lab.clock.now()
      return acquire(lab.db, { node: by, now, until: new Date(Date.parse(now) + 30_000).toISOString(), limit: 16 })
    }
    /** What a worker does with a job that it holds, or believes to hold. */
    const work = (job: LeasedJob) => {
      const { db, runtime, definitions, clock } = lab
      const deps: RunJobDeps = {
        db,
        runtime,
        definitions,
        clock,
        newId,
        handlers: { names: new Set(), answer: unused, runJob: unused },
        outbox: { run: unused },
        newInstance: unused,
      }
      return runJob(deps, job, new AbortController().signal)
    }

    it('keeps a job for one worker until it runs out, and then the late one can not commit', async () => {
      const name = newId()
      const { instanceId } = await lab.start('test', { variables: { name } })
      await lab.clock.advance(hour)

      const [stale] = await lease('slow')
      expect(await lease('other')).toEqual([])
      await lab.clock.advance(30_001)
      const [current] = await lease('other')
      expect([stale?.id, stale?.fence]).toEqual([current?.id, (current?.fence ?? 0) - 1])
      if (!stale || !current) throw new Error('no job')

      await expect(work(stale)).rejects.toMatchObject({ code: 'instance.busy' })
      expect(await lab.db('lab_row').where({ name })).toEqual([])
      await work(current)
      await expect(work(stale)).rejects.toMatchObject({ code: 'instance.busy' })

      expect(await lab.db('lab_row').where({ name })).toHaveLength(1)
      expect(await lab.db('job').where({ instanceId })).toEqual([])
    })

    it('of a worker that failed late changes nothing for the one who holds the job now', async () => {
      await lab.start('test', { variables: { name: newId() } })
      await lab.clock.advance(hour)
      const [stale] = await lease('slow')
      await lab.clock.advance(30_001)
      const [current] = await lease('other')

      const { recordFailure } = await import('../../../engine/jobs/jobs.store.ts')
      expect(stale && (await recordFailure(lab.db, stale, { retries: 0, dueAt: '2030-01-01T00:00:00.000Z', error: 'late' }))).toBe(false)

      expect(await lab.db('job').where({ id: current?.id }).first()).toMatchObject({ retries: 3, error: null, leaseOwner: 'other' })
    })

    it('goes back at once when its node stops', async () => {
      await lab.db('job').update({ leaseOwner: null, leaseUntil: null })
      const other = await node({ url: lab.url, clock: lab.clock, handlers: [note] })
      await lab.start('test', { variables: { name: newId() } })
      await lab.clock.advance(hour)

      await other.jobs.runDue()
      await other.jobs.stop()

      expect(await lab.db('job').whereNotNull('leaseOwner')).toEqual([])
    })
  })
})

describe('two nodes', () => {
  afterAll(stopAll)

  it('run each of a hundred timers that are due at once one time', async () => {
    const url = await freshPostgres()
    const clock = createClock({ test: true, startAt: '2026-03-02T01:00:00.000Z', frozen: true })
    const a = await node({ url, clock, handlers: [note] })
    const b = await node({ url, clock, handlers: [note] })
    await a.deploy(model)
    const names = Array.from({ length: 100 }, () => newId())
    await Promise.all(names.map((name, index) => (index % 2 === 0 ? a : b).start('test', { variables: { name } })))

    await clock.advance(hour)
    await Promise.all([a.jobs.runDue(), b.jobs.runDue(), a.jobs.runDue(), b.jobs.runDue()])

    const rows: { name: string }[] = await a.db('lab_row').select('name')
    expect(rows.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    expect(await a.db('job')).toEqual([])
    expect(await chainFaults(a.db)).toEqual([])
  })
})

function unused(): never {
  throw new Error('not used here')
}
