import type { Db } from '../module.ts'
import type { Correlation } from './correlation.api.ts'
import { findStarts, findStartsFor, findWaiting, variablesOf, type StartSubscriptionRow, type Waiting } from './subscriptions.store.ts'

export type Receivers = { waiting: Waiting[]; starts: StartSubscriptionRow[] }

/** Who could take a message: instances that wait for it and whose keys match, and processes that it starts. */
export async function findReceivers(db: Db, correlation: Correlation): Promise<Receivers> {
  const { only } = correlation
  const waiting = only === 'starts' ? [] : await matching(db, correlation)
  const canStart = only !== 'executions' && correlation.instanceId === undefined && noKeys(correlation.localCorrelationKeys)
  return { waiting, starts: canStart ? await startsFor(db, correlation) : [] }
}

async function matching(
  db: Db,
  { name, tenant, instanceId, businessKey, correlationKeys = {}, localCorrelationKeys = {}, definitionId }: Correlation,
): Promise<Waiting[]> {
  const found = await findWaiting(db, { kind: 'message', name: name ?? undefined, tenant, instanceId, businessKey })
  const ofDefinition = found.filter((row) => definitionId === undefined || row.definitionId === definitionId)
  if (noKeys(correlationKeys) && noKeys(localCorrelationKeys)) return ofDefinition
  const scopes = await variablesOf(
    db,
    ofDefinition.map((row) => row.instanceId),
  )
  return ofDefinition.filter((row) => hasAll(scopes.get(row.instanceId), correlationKeys) && hasAll(scopes.get(row.executionId), localCorrelationKeys))
}

const noKeys = (keys: Record<string, unknown> | undefined) => Object.keys(keys ?? {}).length === 0

function hasAll(variables: Record<string, { value: unknown }> | undefined, keys: Record<string, unknown>): boolean {
  return Object.entries(keys).every(([name, value]) => JSON.stringify(variables?.[name]?.value ?? null) === JSON.stringify(value ?? null))
}

/** Without a tenant every tenant's. */
async function startsFor(db: Db, { name, tenant, definitionId }: Correlation): Promise<StartSubscriptionRow[]> {
  const wanted = { kind: 'message', name: name ?? undefined, definitionId }
  return tenant === undefined ? findStarts(db, wanted) : findStartsFor(db, { ...wanted, tenant })
}
