import type { Knex } from 'knex'
import { fromJson } from '../db/json.ts'
import type { SubscriptionRow, Variables } from '../execution/state.ts'
import type { Db } from '../module.ts'

export type StartSubscriptionRow = {
  id: string
  definitionId: string
  definitionKey: string
  nodeId: string
  kind: string
  name: string
  tenant: string
  data: Record<string, unknown>
  createdAt: string
}

/** Which of its event's definitions a subscription is for. */
export const indexOf = ({ data }: Pick<StartSubscriptionRow, 'data'>): number => Number(data['index'] ?? 0)

/** A subscription of a running instance with what correlation looks at. */
export type Waiting = SubscriptionRow & { businessKey: string | null; definitionId: string; definitionKey: string; suspendedAt: string | null }

/** Tenants are compared exactly; undefined means any, '' the base. */
export type Wanted = {
  kind: SubscriptionRow['kind']
  name?: string | undefined
  tenant?: string | undefined
  instanceId?: string | undefined
  executionId?: string | undefined
  businessKey?: string | undefined
  notInstance?: string | undefined
}

/** What waits in running instances, oldest first. */
export async function findWaiting(db: Db, wanted: Wanted): Promise<Waiting[]> {
  const query: Knex.QueryBuilder = db('subscription')
    .join('instance', 'instance.id', 'subscription.instanceId')
    .where('subscription.kind', wanted.kind)
    .whereNull('instance.endedAt')
    .select('subscription.*', 'instance.businessKey', 'instance.definitionId', 'instance.definitionKey', 'instance.suspendedAt')
    .orderBy(['subscription.createdAt', 'subscription.id'])
  const columns = {
    name: 'subscription.name',
    tenant: 'subscription.tenant',
    instanceId: 'subscription.instanceId',
    executionId: 'subscription.executionId',
  } as const
  for (const [name, column] of Object.entries(columns)) {
    const value = wanted[name as keyof typeof columns]
    if (value !== undefined) query.where(column, value)
  }
  if (wanted.businessKey !== undefined) query.where('instance.businessKey', wanted.businessKey)
  if (wanted.notInstance !== undefined) query.whereNot('subscription.instanceId', wanted.notInstance)
  const rows: Waiting[] = await query
  return rows.map((row) => ({ ...row, data: fromJson(row.data) }))
}

/** Start events of the newest versions that wait for it; suspended definitions start nothing. */
export async function findStarts(
  db: Db,
  wanted: { kind: string; name?: string | undefined; tenant?: string | undefined; definitionId?: string | undefined },
): Promise<StartSubscriptionRow[]> {
  const query: Knex.QueryBuilder = db('start_subscription')
    .join('definition', 'definition.id', 'start_subscription.definitionId')
    .whereNull('definition.suspendedAt')
    .where('start_subscription.kind', wanted.kind)
    .select('start_subscription.*')
    .orderBy('start_subscription.id')
  if (wanted.name !== undefined) query.where('start_subscription.name', wanted.name)
  if (wanted.tenant !== undefined) query.where('start_subscription.tenant', wanted.tenant)
  if (wanted.definitionId !== undefined) query.where('start_subscription.definitionId', wanted.definitionId)
  const rows: StartSubscriptionRow[] = await query
  return rows.map((row) => ({ ...row, data: fromJson(row.data) }))
}

/** What starts for a tenant: its own processes, and those of the base that it has no version of its own of. */
export async function findStartsFor(
  db: Db,
  wanted: { kind: string; name?: string | undefined; tenant: string; definitionId?: string | undefined },
): Promise<StartSubscriptionRow[]> {
  const own = await findStarts(db, wanted)
  if (wanted.tenant === '') return own
  const base = await findStarts(db, { ...wanted, tenant: '' })
  if (base.length === 0) return own
  const overridden: { key: string }[] = await db('definition').where({ tenant: wanted.tenant }).distinct('key')
  const keys = new Set(overridden.map(({ key }) => key))
  return [...own, ...base.filter(({ definitionKey }) => !keys.has(definitionKey))]
}

/** Variables by the scope that owns them, of these instances: for keys that must match. */
export async function variablesOf(db: Db, instanceIds: string[]): Promise<Map<string, Variables>> {
  if (instanceIds.length === 0) return new Map()
  const rows: { scopeId: string; data: Variables }[] = await db('variable_scope').whereIn('instanceId', instanceIds).select('scopeId', 'data')
  return new Map(rows.map(({ scopeId, data }) => [scopeId, fromJson(data)]))
}

export async function replaceStarts(db: Db, { key, tenant }: { key: string; tenant: string }, rows: StartSubscriptionRow[]): Promise<void> {
  await db('start_subscription').where({ definitionKey: key, tenant }).delete()
  for (const row of rows) await db('start_subscription').insert({ ...row, data: JSON.stringify(row.data) })
}
