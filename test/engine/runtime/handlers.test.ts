import type { Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineErrors, defineHandler, type HandlerInput } from '../../../engine/module.ts'
import { newId } from '../../../engine/ids.ts'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'
import { chainFaults } from './chains.ts'

const fail = defineErrors({ 'lab.refused': 400 })
const { node, stopAll } = labNodes()

const nameOf = ({ variables }: HandlerInput) => String(variables['name'])
const row = (input: HandlerInput, table = 'lab_row') => ({ table, op: 'insert' as const, row: { id: newId(), name: nameOf(input) } })
const insert = (input: HandlerInput, trx: Knex.Transaction, table = 'lab_row') => trx(table).insert({ id: newId(), name: nameOf(input) })

/** Variable `name` marks the rows of one test, so that each can count its own. */
const handlers = [
  defineHandler({ kind: 'apply', name: 'applyRow', apply: (input) => ({ rows: [row(input)], variables: { applied: true } }) }),
  defineHandler({
    kind: 'apply',
    name: 'applyReading',
    read: async (input, { db }) => ({ seen: (await db('lab_row').where({ name: nameOf(input) })).length }),
    apply: ({ facts }) => ({ variables: { seen: facts['seen'] } }),
  }),
  defineHandler({
    kind: 'apply',
    name: 'applyRefused',
    apply: () => {
      throw fail('lab.refused')
    },
  }),
  defineHandler({
    kind: 'apply',
    name: 'applyBroken',
    apply: () => {
      throw new TypeError('broken')
    },
  }),
  defineHandler({ kind: 'apply', name: 'applyForeign', apply: (input) => ({ rows: [row(input, 'lab_secret')] }) }),
  defineHandler({
    kind: 'apply',
    name: 'applyTwice',
    apply: (input) => ({ rows: [1, 2].map(() => ({ table: 'lab_row', op: 'insert' as const, row: { id: nameOf(input), name: nameOf(input) } })) }),
  }),
  defineHandler({
    kind: 'transactional',
    name: 'write',
    run: async (input, trx) => {
      await insert(input, trx)
      const [count] = await trx('lab_row')
        .where({ name: nameOf(input) })
        .count({ count: '*' })
      return { variables: { counted: Number(count?.['count']) } }
    },
  }),
  defineHandler({ kind: 'transactional', name: 'random', run: async () => ({ variables: { random: newId() } }) }),
  defineHandler({
    kind: 'transactional',
    name: 'writeRefused',
    run: async (input, trx) => {
      await insert(input, trx)
      throw fail('lab.refused')
    },
  }),
  defineHandler({
    kind: 'transactional',
    name: 'writeBroken',
    run: async (input, trx) => {
      await insert(input, trx)
      await trx('no_such_table').select('*')
      return {}
    },
  }),
  defineHandler({
    kind: 'transactional',
    name: 'writeForeign',
    run: async (input, trx) => {
      await insert(input, trx)
      return { rows: [row(input, 'lab_secret')] }
    },
  }),
]

const service = (name: string, id = name) => `<bpmn:serviceTask id="Service_${id}" camunda:delegateExpression="\${${name}}"/>`
const flowWith = (key: string, ...elements: string[]) => processOf(chain(start, task('A'), ...elements, end)).replace('id="test"', `id="${key}"`)

forEachDatabase((_, kind) => {
  let lab: LabNode
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind), handlers })
    for (const { name } of handlers) await lab.deploy(flowWith(name, service(name), task('B')))
    await lab.deploy(flowWith('unsteady', service('random'), service('applyReading'), task('B')))
    await lab.deploy(flowWith('mixed', service('write'), service('applyReading'), service('write', 'again'), task('B')))
    await lab.deploy(processOf(chain(start, service('write'), task('B'), end)).replace('id="test"', 'id="atStart"'))
  })
  afterAll(stopAll)

  const rowsOf = (name: string) => lab.db('lab_row').where({ name })
  const waitingAt = async (instanceId: string) => Object.values((await lab.state(instanceId)).tasks).map((each) => each.nodeId)
  const begin = async (key: string) => {
    const name = newId()
    const { instanceId } = await lab.start(key, { variables: { name } })
    return { name, instanceId, before: await lab.state(instanceId) }
  }

  describe('an apply handler', () => {
    it('has its rows and variables written with the token', async () => {
      const { name, instanceId } = await begin('applyRow')

      await lab.complete(instanceId, 'A')

      expect(await rowsOf(name)).toHaveLength(1)
      expect((await lab.state(instanceId)).scopes[instanceId]).toMatchObject({ applied: { value: true } })
      expect(await waitingAt(instanceId)).toEqual(['B'])
    })

    it.each([
      ['refuses', 'applyRefused', { code: 'lab.refused' }],
      ['breaks', 'applyBroken', { message: 'broken' }],
      ['writes to a table that its module has not declared', 'applyForeign', { code: 'handler.failed' }],
      ['makes a row that the database refuses', 'applyTwice', { message: expect.stringMatching(/unique/i) }],
    ])('that %s changes nothing', async (_name, key, error) => {
      const { name, instanceId, before } = await begin(key)

      await expect(lab.complete(instanceId, 'A')).rejects.toMatchObject(error)

      expect(await lab.state(instanceId)).toEqual(before)
      expect(await rowsOf(name)).toEqual([])
      expect(await lab.db('task_history').where({ instanceId })).toEqual([])
      expect(await lab.db('command').where({ instanceId })).toHaveLength(1)
    })
  })

  describe('a transactional handler', () => {
    it('has its queries committed with the token, and the next task is there', async () => {
      const { name, instanceId } = await begin('write')

      await lab.complete(instanceId, 'A')

      expect(await rowsOf(name)).toHaveLength(1)
      expect((await lab.state(instanceId)).scopes[instanceId]).toMatchObject({ counted: { value: 1 } })
      expect(await waitingAt(instanceId)).toEqual(['B'])
    })

    it.each([
      ['refuses', 'writeRefused', { code: 'lab.refused' }],
      ['breaks', 'writeBroken', { message: expect.stringContaining('no_such_table') }],
      ['returns a row for a table that its module has not declared', 'writeForeign', { code: 'handler.failed' }],
    ])('that %s after it has written leaves nothing', async (_name, key, error) => {
      const { name, instanceId, before } = await begin(key)

      await expect(lab.complete(instanceId, 'A')).rejects.toMatchObject(error)

      expect(await lab.state(instanceId)).toEqual(before)
      expect(await rowsOf(name)).toEqual([])
    })

    it('rolls back with a command that comes too late', async () => {
      const { name, instanceId, before } = await begin('write')
      const { id } = await lab.taskAt(instanceId, 'A')

      const stale = lab.runtime.execute({
        target: { instanceId },
        command: (state) => ({
          kind: 'trigger',
          executionId: state.tasks[id]?.executionId ?? '',
          trigger: { kind: 'task', taskId: id, variables: {}, outcome: null, opinion: null, submissionId: null, by: 'u', onBehalfOf: null },
        }),
        act: 'complete',
        actor: null,
        guards: [{ task: id, assignee: 'somebody else' }],
      })

      await expect(stale).rejects.toMatchObject({ code: 'instance.busy', status: 409 })
      expect(await rowsOf(name)).toEqual([])
      expect(await lab.state(instanceId)).toEqual(before)
    })

    it('writes once for fifty identical requests at once', async () => {
      const name = newId()
      const claim = { scope: 'scope', key: newId(), bodyHash: 'body' }

      const answers = await Promise.all(Array.from({ length: 50 }, () => lab.start('atStart', { claim, variables: { name } })))

      expect(new Set(answers.map(({ instanceId }) => instanceId)).size).toBe(1)
      expect(await rowsOf(name)).toHaveLength(1)
    })

    it('works beside others, twenty at once', async () => {
      const begun = await Promise.all(Array.from({ length: 20 }, () => begin('mixed')))

      await Promise.all(begun.map(({ instanceId }) => lab.complete(instanceId, 'A')))

      for (const { name, instanceId } of begun) {
        expect(await waitingAt(instanceId)).toEqual(['B'])
        expect(await rowsOf(name)).toHaveLength(2)
      }
      expect(await chainFaults(lab.db)).toEqual([])
    })

    it('may be followed by what must be looked up elsewhere, which does not see it before it is committed', async () => {
      const { name, instanceId } = await begin('mixed')

      await lab.complete(instanceId, 'A')

      expect((await lab.state(instanceId)).scopes[instanceId]).toMatchObject({ seen: { value: 0 }, counted: { value: 2 } })
      expect(await rowsOf(name)).toHaveLength(2)
    })

    it('that gives other results each time stops the step when what follows must be looked up by them', async () => {
      const { instanceId, before } = await begin('unsteady')

      await expect(lab.complete(instanceId, 'A')).rejects.toMatchObject({ code: 'handler.failed' })

      expect(await lab.state(instanceId)).toEqual(before)
    })
  })
})
