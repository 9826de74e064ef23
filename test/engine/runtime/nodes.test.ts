import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../engine/ids.ts'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { freshPostgres } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'
import { chainFaults } from './chains.ts'

/** Two nodes on one PostgreSQL. Each keeps hot instances in memory; none may act on what the other has changed. */
const { node, stopAll } = labNodes()
let a: LabNode
let b: LabNode

beforeAll(async () => {
  const url = await freshPostgres()
  a = await node({ url })
  b = await node({ url })
  await a.deploy(processOf(chain(start, task('A'), task('B'), task('C'), end)))
})
afterAll(stopAll)

const doneTasks = async (instanceId: string) => (await a.db('task_history').where({ instanceId }).orderBy('id').select('nodeId')).map(({ nodeId }) => nodeId)

it('one of two nodes completes a task, whichever it is', async () => {
  for (let round = 0; round < 20; round++) {
    const { instanceId } = await a.start('test')
    await (round % 2 === 0 ? a : b).complete(instanceId, 'A')

    const results = await Promise.allSettled([a.complete(instanceId, 'B'), b.complete(instanceId, 'B')])

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await doneTasks(instanceId)).toEqual(['A', 'B'])
  }
  expect(await chainFaults(a.db)).toEqual([])
})

it('a node goes on where the other one has got to, although it remembers an older state', async () => {
  const { instanceId } = await a.start('test')

  await a.complete(instanceId, 'A')
  await b.complete(instanceId, 'B')
  await a.complete(instanceId, 'C')

  expect(await doneTasks(instanceId)).toEqual(['A', 'B', 'C'])
  expect(await a.state(instanceId)).toMatchObject({ instance: { state: 'completed', rev: 3 }, executions: {}, tasks: {} })
})

it('a node does not do again what the other one has done', async () => {
  const { instanceId } = await a.start('test')
  const { id, executionId } = await a.taskAt(instanceId, 'A')
  await b.complete(instanceId, 'A')

  const again = a.runtime.execute({
    target: { instanceId },
    command(state) {
      if (!state.tasks[id]) throw new Error('gone')
      return {
        kind: 'trigger',
        executionId,
        trigger: { kind: 'task', taskId: id, variables: {}, outcome: null, opinion: null, submissionId: null, by: 'u', onBehalfOf: null },
      }
    },
    act: 'complete',
    actor: null,
    guards: [{ task: id, assignee: 'qy01' }],
  })

  await expect(again).rejects.toThrow('gone')
  expect(await doneTasks(instanceId)).toEqual(['A'])
})

it('one idempotency key sent to both nodes at once starts one instance', async () => {
  for (let round = 0; round < 10; round++) {
    const claim = { scope: 'user POST /path', key: newId(), bodyHash: 'body' }

    const answers = await Promise.all([a, b, a, b, a, b].map((each) => each.start('test', { claim })))

    expect(new Set(answers.map(({ instanceId }) => instanceId)).size).toBe(1)
  }
})

it('trains of both nodes with the same keys in another order do not stop each other', async () => {
  const keys = Array.from({ length: 32 }, () => newId())
  const claim = (key: string) => ({ scope: 'user POST /path', key, bodyHash: 'body' })

  const [here, there] = await Promise.all([
    Promise.all(keys.map((key) => a.start('test', { claim: claim(key) }))),
    Promise.all(keys.toReversed().map((key) => b.start('test', { claim: claim(key) }))),
  ])

  expect(there.toReversed()).toEqual(here)
})
