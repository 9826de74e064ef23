import type { Db } from '../module.ts'
import type { SignalThrow } from './correlation.api.ts'
import type { EventStart } from './receive.ts'
import { findStarts, findStartsFor, findWaiting, indexOf, type StartSubscriptionRow, type Waiting } from './subscriptions.store.ts'

/** One who hears a signal: an execution that waits, or a process that it starts. */
export type SignalTarget = { subscription: Waiting; variables: Record<string, unknown> } | { start: EventStart }

/** Everybody who hears a signal. To one execution it starts nothing. */
export async function signalTargets(db: Db, thrown: SignalThrow, newId: () => string): Promise<SignalTarget[]> {
  const { name, executionId, tenant, notInstance, only, variables = {} } = thrown
  const waiting = await findWaiting(db, { kind: 'signal', name, executionId, tenant, notInstance })
  const wanted = { kind: 'signal', name }
  const starts =
    executionId !== undefined || only === 'executions'
      ? []
      : tenant === undefined
        ? await findStarts(db, wanted)
        : await findStartsFor(db, { ...wanted, tenant })
  return [
    ...waiting.map((subscription) => ({ subscription, variables })),
    ...starts.map((row) => ({
      start: { instanceId: newId(), ...startOf(row), tenant: tenant ?? row.tenant, businessKey: null, variables },
    })),
  ]
}

const startOf = (row: StartSubscriptionRow) => ({ definitionId: row.definitionId, nodeId: row.nodeId, index: indexOf(row) })
