import type { Db } from '../module.ts'

/** Base definitions that nobody deployed by hand: they came with the product, and every district runs them. */
function shipped(db: Db) {
  return db('definition').join('deployment', 'deployment.id', 'definition.deploymentId').where('definition.tenant', '').whereNull('deployment.deployedBy')
}

export async function isShipped(db: Db, key: string): Promise<boolean> {
  return (await shipped(db).where('definition.key', key).first('definition.id')) !== undefined
}

/** Keys among these definitions that the product brought, in whatever version. */
export async function shippedKeys(db: Db, definitionIds: string[]): Promise<string[]> {
  const keys = db('definition as named').whereIn('named.id', definitionIds).where('named.tenant', '').select('named.key')
  const rows: { key: string }[] = await shipped(db).whereIn('definition.key', keys).distinct('definition.key')
  return rows.map(({ key }) => key)
}

/** Does anybody in another district have an instance of these? */
export async function runElsewhere(db: Db, definitionIds: string[], tenants: string[]): Promise<boolean> {
  return (await db('instance').whereIn('definitionId', definitionIds).whereNotIn('tenant', tenants).first('id')) !== undefined
}
