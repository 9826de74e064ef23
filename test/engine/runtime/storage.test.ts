import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromJson } from '../../../engine/db/json.ts'
import type { ModuleRow } from '../../../engine/execution/changes.ts'
import type { InstanceState } from '../../../engine/execution/state.ts'
import { newId } from '../../../engine/ids.ts'
import type { Flush, Guard } from '../../../engine/runtime/storage.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'
import { aState, at, columnsOf, flushOf, noIds, nothing, stateAfter } from './flushes.ts'

const { node, stopAll } = labNodes()
let lab: LabNode

forEachDatabase((_, kind) => {
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind) })
  })
  afterAll(stopAll)

  const write = (...items: Flush[]) => lab.storage.flushMany(items)
  const rowsOf = (id: string) => lab.db('lab_row').where({ id }).first()

  describe('a flush', () => {
    it('writes every kind of row, and loading gives the same rows back', async () => {
      const state = aState()

      expect(await write(flushOf(state))).toEqual(['written'])

      expect(await lab.storage.load(state.instance.id)).toEqual(stateAfter(state))
    })

    it('puts, changes and removes rows in one go', async () => {
      const state = aState()
      await write(flushOf(state))
      const [execution] = Object.values(state.executions)
      const [job] = Object.values(state.jobs)
      const [task] = Object.values(state.tasks)
      if (!execution || !job || !task) throw new Error('rows are missing')
      const changed = { ...execution, nodeId: 'Other', waits: false, data: { loop: 2, flows: ['a'] } }

      const next = {
        ...flushOf(stateAfter(state)),
        put: { ...nothing, execution: [columnsOf(changed)] },
        remove: { ...noIds, job: [job.id], task: [task.id], inbox: [task.id] },
      }
      expect(await write(next)).toEqual(['written'])

      const loaded = await lab.storage.load(state.instance.id)
      expect(loaded?.executions[execution.id]).toEqual(changed)
      expect([loaded?.jobs, loaded?.tasks]).toEqual([{}, {}])
      expect(await lab.db('inbox').where({ taskId: task.id })).toEqual([])
    })

    it('of an older rev writes nothing', async () => {
      const state = aState()
      await write(flushOf(state))
      await write(flushOf(stateAfter(state)))
      const before = await commandsOf(state)

      const stale = flushOf(stateAfter(state), { rows: [{ table: 'lab_row', op: 'insert', row: { id: newId(), name: 'stale' } }] })
      expect(await write(stale)).toEqual(['conflict'])

      expect(await commandsOf(state)).toEqual(before)
      expect(await lab.db('lab_row').where({ name: 'stale' })).toEqual([])
    })

    it('with an idempotency key that was used writes nothing, for a new instance too', async () => {
      const claim = { scope: 'scope', key: newId() }
      expect(await write(flushOf(aState(), { claim }))).toEqual(['written'])

      const second = aState()
      expect(await write(flushOf(second, { claim }))).toEqual(['duplicate'])

      expect(await lab.storage.load(second.instance.id)).toBeUndefined()
      expect(await lab.db('command').where({ idempotencyKey: claim.key })).toHaveLength(1)
    })

    it('holds only while the task belongs to whom the command saw', async () => {
      const state = aState()
      await write(flushOf(state))
      const [task] = Object.values(state.tasks)
      const next = (guard: Guard) => flushOf(stateAfter(state), { guards: [guard] })
      await lab.db('task').where({ id: task?.id }).update({ assignee: 'somebody' })

      expect(await write(next({ task: task?.id ?? '', assignee: null }))).toEqual(['conflict'])
      expect(await write(next({ task: 'gone', assignee: null }))).toEqual(['conflict'])
      expect(await write(next({ task: task?.id ?? '', assignee: 'somebody' }))).toEqual(['written'])
    })

    it('holds only while the job has the fence of this worker', async () => {
      const state = aState()
      await write(flushOf(state))
      const [job] = Object.values(state.jobs)
      const next = (fence: number) => flushOf(stateAfter(state), { guards: [{ job: job?.id ?? '', fence }] })
      await lab.db('job').where({ id: job?.id }).update({ fence: 4 })

      expect(await write(next(3))).toEqual(['conflict'])
      expect(await write(next(4))).toEqual(['written'])
    })

    it('leaves what leases, claims and lists keep on a row that it changes', async () => {
      const state = aState()
      await write(flushOf(state))
      const [task] = Object.values(state.tasks)
      const [job] = Object.values(state.jobs)
      await lab.db('task').where({ id: task?.id }).update({ assignee: 'somebody', claimedAt: at })
      await lab.db('job').where({ id: job?.id }).update({ fence: 4, leaseOwner: 'node', leaseUntil: at, error: 'once' })

      const again = { ...stateAfter(state), instance: { ...stateAfter(state).instance, subject: 'new' } }
      const next = flushOf(again)
      await write({ ...next, put: { ...next.put, inbox: [] } })

      expect(await lab.db('task').where({ id: task?.id }).first()).toMatchObject({ assignee: 'somebody', claimedAt: at })
      expect(await lab.db('job').where({ id: job?.id }).first()).toMatchObject({ fence: 4, leaseOwner: 'node', leaseUntil: at, error: 'once' })
    })
  })

  describe('rows of a module', () => {
    const change = (...rows: ModuleRow[]) => write(flushOf(aState(), { rows })).then(([result]) => result)

    it('are inserted with JSON, null, truth and the defaults of columns that are not given', async () => {
      const id = newId()
      const data = { 深: [1, { 'a"b': null }], text: "it's" }

      await change({ table: 'lab_row', op: 'insert', row: { id, name: '一', note: null, flag: true, partOf: 'x', data: JSON.stringify(data) } })

      const row = await rowsOf(id)
      expect(row).toMatchObject({ name: '一', note: null, amount: 7, partOf: 'x' })
      expect(Boolean(row.flag)).toBe(true)
      expect(fromJson(row.data)).toEqual(data)
    })

    it.each([
      ['a text', '"plain"'],
      ['a number', '5'],
      ['a list', '[1,"2"]'],
      ['text that looks like JSON', '"{\\"a\\":1}"'],
      ['truth', 'true'],
    ])('keep %s in a JSON column', async (_name, json) => {
      const id = newId()

      await change({ table: 'lab_row', op: 'insert', row: { id, name: 'json', data: json } })

      expect(fromJson((await rowsOf(id)).data)).toEqual(JSON.parse(json))
    })

    it('are updated by key in the named columns only', async () => {
      const id = newId()
      await change({ table: 'lab_row', op: 'insert', row: { id, name: 'old', note: 'stays', data: '{"a":1}' } })

      await change({ table: 'lab_row', op: 'update', key: { id }, row: { name: 'new', data: '[2]' } })

      const row = await rowsOf(id)
      expect(row).toMatchObject({ name: 'new', note: 'stays', amount: 7 })
      expect(fromJson(row.data)).toEqual([2])
    })

    it('with an undefined value keep what the column has', async () => {
      const id = newId()
      await change({ table: 'lab_row', op: 'insert', row: { id, name: 'old', amount: undefined } })

      await change({ table: 'lab_row', op: 'update', key: { id }, row: { name: undefined, note: 'new' } })

      expect(await rowsOf(id)).toMatchObject({ name: 'old', amount: 7, note: 'new' })
    })

    it.each([
      ['undefined', { id: 'x', name: undefined }],
      ['nothing', {}],
    ])('are not reached by a key that holds %s', async (_name, key) => {
      expect(() => change({ table: 'lab_row', op: 'delete', key })).toThrow('incomplete key')
      expect(() => change({ table: 'lab_row', op: 'update', key, row: { note: 'x' } })).toThrow('incomplete key')
    })

    it('are found and deleted by a key that holds null', async () => {
      const name = newId()
      await change(
        { table: 'lab_row', op: 'insert', row: { id: `${name}-1`, name } },
        { table: 'lab_row', op: 'insert', row: { id: `${name}-2`, name, partOf: 'x' } },
      )

      await change({ table: 'lab_row', op: 'update', key: { name, partOf: null }, row: { note: 'whole' } })
      expect(await lab.db('lab_row').where({ name }).orderBy('id').select('note')).toEqual([{ note: 'whole' }, { note: null }])

      await change({ table: 'lab_row', op: 'delete', key: { name, partOf: null } })
      expect(await lab.db('lab_row').where({ name }).select('id')).toEqual([{ id: `${name}-2` }])
    })

    it('that are missing for an update fail the flush, and nothing of it is written', async () => {
      const state = aState()
      const rows: ModuleRow[] = [
        { table: 'lab_row', op: 'insert', row: { id: state.instance.id, name: 'before' } },
        { table: 'lab_row', op: 'update', key: { id: 'missing' }, row: { name: 'x' } },
      ]

      await expect(write(flushOf(state, { rows }))).rejects.toThrow('no row of lab_row to update')

      expect(await lab.storage.load(state.instance.id)).toBeUndefined()
      expect(await rowsOf(state.instance.id)).toBeUndefined()
    })

    it('that exist already fail the insert, and nothing of it is written', async () => {
      const id = newId()
      await change({ table: 'lab_row', op: 'insert', row: { id, name: 'first' } })

      await expect(change({ table: 'lab_row', op: 'insert', row: { id, name: 'second' } })).rejects.toThrow(/unique/i)

      expect(await rowsOf(id)).toMatchObject({ name: 'first' })
    })

    it('that are missing for a delete are no error', async () => {
      expect(await change({ table: 'lab_row', op: 'delete', key: { id: 'missing' } })).toBe('written')
    })
  })

  describe('a train of sixteen', () => {
    it('writes the others when one is stale, one a duplicate, and one fails', async () => {
      const claim = { scope: 'train', key: newId() }
      const old = aState()
      await write(flushOf(aState(), { claim }), flushOf(old))
      await write(flushOf(stateAfter(old)))
      const good = Array.from({ length: 13 }, () => aState())
      const failing = aState()

      const results = await write(
        ...good.slice(0, 7).map((state) => flushOf(state)),
        flushOf(stateAfter(old)),
        flushOf(aState(), { claim }),
        flushOf(failing, { rows: [{ table: 'lab_row', op: 'update', key: { id: 'missing' }, row: { name: 'x' } }] }),
        ...good.slice(7).map((state) => flushOf(state)),
      )

      expect(results.map((result) => (result instanceof Error ? 'error' : result))).toEqual([
        ...Array(7).fill('written'),
        'conflict',
        'duplicate',
        'error',
        ...Array(6).fill('written'),
      ])
      expect(await lab.storage.load(failing.instance.id)).toBeUndefined()
      for (const state of good) expect(await lab.storage.load(state.instance.id), state.instance.id).toBeDefined()
    })

    it('with one instance twice writes it once', async () => {
      const state = aState()
      await write(flushOf(state))

      const results = await write(flushOf(stateAfter(state)), flushOf(stateAfter(state)))

      expect(results.toSorted()).toEqual(['conflict', 'written'])
      expect(await commandsOf(state)).toHaveLength(2)
    })

    it('with one idempotency key twice writes one of them', async () => {
      const claim = { scope: 'twice', key: newId() }

      const results = await write(flushOf(aState(), { claim }), flushOf(aState(), { claim }))

      expect(results.toSorted()).toEqual(['duplicate', 'written'])
    })
  })

  const commandsOf = (state: InstanceState) => lab.db('command').where({ instanceId: state.instance.id }).orderBy('rev')
})
