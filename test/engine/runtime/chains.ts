import type { Knex } from 'knex'
import { verifyChains } from '../../../engine/audit/verify.ts'

/** What is wrong with the record chains: nothing, in every test that does not tamper. */
export async function chainFaults(db: Knex) {
  const { fault } = await verifyChains(db)
  return fault ? [fault] : []
}
