import type { Db } from '../module.ts'

export type DecisionRow = {
  id: string
  deploymentId: string
  key: string
  version: number
  versionTag: string | null
  name: string
  /** '' is the base. */
  tenant: string
  resourceName: string
  contentHash: string
  /** Days. */
  historyTtl: number | null
  createdAt: string
}

export type DecisionFilter = {
  tenants?: string[]
  key?: string
  version?: number
  versionTag?: string
  deploymentId?: string
  resourceName?: string
  /** Only the newest version of each key and tenant. */
  latest?: boolean
}

const columns = ['id', 'deploymentId', 'key', 'version', 'versionTag', 'name', 'tenant', 'resourceName', 'contentHash', 'historyTtl', 'createdAt']

/** Newest version first, for each key in turn. */
export async function findDecisions(db: Db, filter: DecisionFilter, page: { limit: number; offset?: number }): Promise<DecisionRow[]> {
  return matching(db, filter)
    .select(columns)
    .orderBy([{ column: 'key' }, { column: 'version', order: 'desc' }, { column: 'tenant', order: 'desc' }, { column: 'id' }])
    .limit(page.limit)
    .offset(page.offset ?? 0)
}

/** The newest version that fits; one of a tenant's own before one of the base, whose name is empty. */
export async function newestFor(db: Db, filter: DecisionFilter, tenants: string[]): Promise<DecisionRow | undefined> {
  const order = [
    { column: 'tenant', order: 'desc' },
    { column: 'version', order: 'desc' },
  ]
  return matching(db, { ...filter, tenants })
    .orderBy(order)
    .first(columns)
}

export async function countDecisions(db: Db, filter: DecisionFilter): Promise<number> {
  const row = await matching(db, filter).count({ count: '*' }).first()
  return Number(row?.['count'] ?? 0)
}

/** The newest version of a key for exactly this tenant. */
export async function latestDecision(db: Db, key: string, tenant: string): Promise<DecisionRow | undefined> {
  return db('decision_definition').where({ key, tenant }).orderBy('version', 'desc').first(columns)
}

export async function decisionById(db: Db, id: string): Promise<DecisionRow | undefined> {
  return db('decision_definition').where({ id }).first(columns)
}

export async function xmlOfDecision(db: Db, id: string): Promise<string | undefined> {
  const row = await db('decision_definition').where({ id }).first('xml')
  return row?.xml
}

export async function hasContent(db: Db, version: Pick<DecisionRow, 'key' | 'tenant' | 'contentHash'>): Promise<boolean> {
  return (await db('decision_definition').where(version).first('id')) !== undefined
}

export async function insertDecision(db: Db, row: DecisionRow & { xml: string }): Promise<void> {
  await db('decision_definition').insert(row)
}

function matching(db: Db, { tenants, latest, ...equal }: DecisionFilter) {
  const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined))
  const query = db('decision_definition').where(given)
  if (tenants !== undefined) void query.whereIn('tenant', tenants)
  if (latest) void query.whereNotExists(db('decision_definition as newer').whereRaw(isNewer).select(db.raw('1')))
  return query
}

const isNewer = 'newer.key = decision_definition.key and newer.tenant = decision_definition.tenant and newer.version > decision_definition.version'
