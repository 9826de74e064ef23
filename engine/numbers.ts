import type { Knex } from 'knex'
import { inTransaction } from './db/transaction.ts'

const blockSize = 20

/**
 * Running numbers without a hot row: a node takes twenty at a time in a transaction of its own. What a node had taken when it
 * stopped is lost, so numbers have gaps; they never repeat.
 */
export function createNumbers({ db }: { db: Knex }): { next(name: string): Promise<number> } {
  const blocks = new Map<string, { next: number; end: number }>()
  const refills = new Map<string, Promise<void>>()

  const refill = async (name: string) => {
    const next = await takeBlock(db, name)
    blocks.set(name, { next, end: next + blockSize })
  }

  return {
    async next(name) {
      for (;;) {
        const block = blocks.get(name)
        if (block !== undefined && block.next < block.end) return block.next++
        const refilling = refills.get(name) ?? refill(name).finally(() => refills.delete(name))
        refills.set(name, refilling)
        await refilling
      }
    },
  }
}

function takeBlock(db: Knex, name: string): Promise<number> {
  return inTransaction(db, async (trx) => {
    await trx('number_block').insert({ name, next: 1 }).onConflict('name').ignore()
    await trx('number_block').where({ name }).increment('next', blockSize)
    const row: { next: number } | undefined = await trx('number_block').where({ name }).first('next')
    return (row?.next ?? blockSize + 1) - blockSize
  })
}
