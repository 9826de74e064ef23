import { createHash } from 'node:crypto'
import type { ChangeSet } from '../execution/changes.ts'

/** One row per command: idempotency claim, operation log, variable history, audit and outbox in one. */
export type CommandRecord = {
  id: string
  instanceId: string
  rev: number
  scope: string | null
  idempotencyKey: string | null
  bodyHash: string | null
  tenant: string
  actor: string | null
  onBehalfOf: string | null
  act: string
  at: string
  answer: unknown
  changes: unknown
  events: unknown
  previousHash: string
  hash: string
}

/** Binds the record to the one before it in the same instance, so that a row changed later no longer fits the chain. */
export function sealRecord(record: Omit<CommandRecord, 'hash'>): CommandRecord {
  return {
    ...record,
    hash: createHash('sha256')
      .update(JSON.stringify(canonical(record)))
      .digest('hex'),
  }
}

/** True when the row's hash is that of its content. `row` as read from the database, names as here. */
export function isIntact({ hash, ...content }: CommandRecord): boolean {
  return sealRecord(content).hash === hash
}

/** As JSON columns give it back: keys in one order, and what is undefined is not there. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}

/** What happened, for the outbox: who listens decides what to do with it. */
export function eventsOf({ tasks, taskHistory, incidents, instance, isNew }: ChangeSet): { type: string; id: string; node?: string }[] {
  return [
    ...(isNew ? [{ type: 'instance-started', id: instance.id }] : []),
    ...tasks.put.map((task) => ({ type: 'task-created', id: task.id, node: task.nodeId })),
    ...taskHistory.map((task) => ({ type: `task-${task.state}`, id: task.id, node: task.nodeId })),
    ...incidents.put.map((incident) => ({ type: 'incident', id: incident.id, node: incident.nodeId })),
    ...(instance.endedAt === null ? [] : [{ type: `instance-${instance.state}`, id: instance.id }]),
  ]
}
