import type { Knex } from 'knex'

/** Any number that nothing else locks by. */
const deploymentLock = 7_310_001

/** Deployments follow each other, on all nodes: what is the newest version is still so when the next one is written. Ends with the transaction; SQLite has one writer anyway. */
export async function lockDeployments(trx: Knex.Transaction): Promise<void> {
  if (trx.client.config.client === 'pg') await trx.raw('select pg_advisory_xact_lock(?)', [deploymentLock])
}
