import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../engine/ids.ts'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { chainFaults } from './chains.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

/** A command with an Idempotency-Key happens exactly once, and everybody who sends it gets the same answer. */
const { node, stopAll } = labNodes()

forEachDatabase((_, kind) => {
  let lab: LabNode
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind) })
    await lab.deploy(processOf(chain(start, task('A'), task('B'), end)))
  })
  afterAll(stopAll)

  const claimOf = (bodyHash = 'body') => ({ scope: 'user POST /path', key: newId(), bodyHash })
  const fifty = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, work))
  const instances = async () => Number((await lab.db('instance').count({ count: '*' }).first())?.['count'])

  it('starts one instance for fifty identical requests at once', async () => {
    const before = await instances()
    const claim = claimOf()

    const answers = await fifty(() => lab.start('test', { claim }))

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await instances()).toBe(before + 1)
  })

  it('completes a task once for fifty identical requests at once, and answers the same after the case has gone on', async () => {
    const { instanceId } = await lab.start('test')
    const claim = claimOf()
    const task = await lab.taskAt(instanceId, 'A')
    const complete = () =>
      lab.runtime.execute({
        target: { instanceId },
        command: (state) => {
          if (!state.tasks[task.id]) throw new Error('gone')
          return {
            kind: 'trigger',
            executionId: task.executionId,
            trigger: { kind: 'task', taskId: task.id, variables: {}, outcome: null, opinion: null, submissionId: null, by: 'u', onBehalfOf: null },
          }
        },
        act: 'complete',
        actor: null,
        claim,
      })

    const answers = await fifty(complete)
    await lab.complete(instanceId, 'B')

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await complete()).toEqual(answers[0])
    expect(await lab.db('task_history').where({ instanceId }).orderBy('id').select('nodeId')).toEqual([{ nodeId: 'A' }, { nodeId: 'B' }])
    expect(await chainFaults(lab.db)).toEqual([])
  })

  it('refuses the same key with another body, and changes nothing', async () => {
    const claim = claimOf()
    await lab.start('test', { claim })
    const before = await instances()

    await expect(lab.start('test', { claim: { ...claim, bodyHash: 'other' } })).rejects.toMatchObject({ code: 'idempotency.mismatch', status: 422 })

    expect(await instances()).toBe(before)
  })

  it('lets two persons use the same key', async () => {
    const claim = claimOf()

    const [first, second] = await Promise.all([lab.start('test', { claim }), lab.start('test', { claim: { ...claim, scope: 'other POST /path' } })])

    expect(first.instanceId).not.toBe(second.instanceId)
  })

  it('forgets a key after a day; the record of what was done stays whole', async () => {
    const claim = claimOf()
    const first = await lab.start('test', { claim })
    await lab.clock.advance(24 * 3_600_000 - 1000)
    expect(await lab.start('test', { claim })).toEqual(first)

    await lab.clock.advance(2000)
    const later = await fifty(() => lab.start('test', { claim: { ...claim, bodyHash: 'other' } }))

    expect(new Set(later.map(({ instanceId }) => instanceId)).size).toBe(1)
    expect(later[0]?.instanceId).not.toBe(first.instanceId)
    expect(await chainFaults(lab.db)).toEqual([])
  })
})
