import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChains } from '../../../engine/audit/verify.ts'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const { node, stopAll } = labNodes()

/** Values whose JSON the two databases write and order in their own ways. */
const awkward = { z: 1, a: { y: [0.1, 1e21, -0, 1e-7], 中: '文', '\u{1F600}': null }, empty: '', list: [], 'a"b\\c': '\t\u2028' }

forEachDatabase((_, kind) => {
  let lab: LabNode
  let instanceId: string
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind) })
    await lab.deploy(processOf(chain(start, task('A'), task('B'), end)))
    for (let count = 0; count < 3; count++) await lab.start('test')
    instanceId = (await lab.start('test', { variables: { awkward }, claim: { scope: 's', key: 'k', bodyHash: 'b' } })).instanceId
    await lab.complete(instanceId, 'A', { variables: { text: '同意', missing: undefined, nothing: null, number: 3.1 } })
    await lab.complete(instanceId, 'B')
    await lab.start('test')
  })
  afterAll(stopAll)

  it('is whole as it was written', async () => {
    expect(await verifyChains(lab.db)).toEqual({ instances: 5, records: 7, fault: undefined })
  })

  describe('is no longer whole when', () => {
    const second = () => lab.db('command').where({ instanceId, rev: 1 })
    const faultAfter = async (tamper: (trx: LabNode['db']) => Promise<unknown>) => {
      const trx = await lab.db.transaction()
      try {
        await tamper(trx)
        return (await verifyChains(trx)).fault
      } finally {
        await trx.rollback()
      }
    }

    it.each(['scope', 'idempotencyKey', 'bodyHash', 'tenant', 'actor', 'onBehalfOf', 'act', 'at', 'previousHash', 'hash'])(
      '%s of a row is changed',
      async (column) => {
        const { id } = await second().first()

        expect(
          await faultAfter((trx) =>
            trx('command')
              .where({ id })
              .update({ [column]: 'tampered' }),
          ),
        ).toEqual({ instanceId, commandId: id, rev: 1, fault: 'changed' })
      },
    )

    it.each(['answer', 'changes', 'events'])('%s of a row is changed', async (column) => {
      const { id } = await second().first()

      expect(
        await faultAfter((trx) =>
          trx('command')
            .where({ id })
            .update({ [column]: '[{"tampered":true}]' }),
        ),
      ).toEqual({ instanceId, commandId: id, rev: 1, fault: 'changed' })
    })

    it('a row is given another id', async () => {
      expect(await faultAfter((trx) => trx('command').where({ instanceId, rev: 1 }).update({ id: 'tampered' }))).toMatchObject({
        instanceId,
        commandId: 'tampered',
        fault: 'changed',
      })
    })

    it('a row in the middle is taken away', async () => {
      expect(await faultAfter((trx) => trx('command').where({ instanceId, rev: 1 }).delete())).toMatchObject({ instanceId, rev: 2, fault: 'missing' })
    })

    it('the last row is taken away', async () => {
      expect(await faultAfter((trx) => trx('command').where({ instanceId, rev: 2 }).delete())).toEqual({
        instanceId,
        commandId: null,
        rev: 2,
        fault: 'missing',
      })
    })

    it('a row is given to another instance', async () => {
      const other = await lab.db('instance').whereNot({ id: instanceId }).orderBy('id').first('id')

      expect(await faultAfter((trx) => trx('command').where({ instanceId, rev: 2 }).update({ instanceId: other.id }))).toMatchObject({
        fault: 'changed',
        rev: 2,
      })
    })

    it('the instance remembers another head', async () => {
      expect(await faultAfter((trx) => trx('instance').where({ id: instanceId }).update({ head: 'tampered' }))).toMatchObject({ instanceId, fault: 'missing' })
    })
  })
})
