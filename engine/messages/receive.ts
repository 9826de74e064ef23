import type { Knex } from 'knex'
import { appError } from '../errors.ts'
import type { InstanceState, JobRow } from '../execution/state.ts'
import type { Command } from '../execution/trigger.ts'
import type { Actor } from '../identity/actor.ts'
import { newInstance } from '../instances/new-instance.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { Guard } from '../runtime/storage.ts'
import { hearStartPart } from './start-parts.ts'

export type StartDeps = ReceiveDeps & { db: Knex }

export type ReceiveDeps = { runtime: Pick<Runtime, 'execute'>; definitions: Pick<Definitions, 'get'>; clock: { now(): string }; newId(): string }

/** What goes with a command that receives: who sent it, and the job that is done with it. */
export type With = { act: string; actor: Actor | null; guards?: Guard[]; extraJobs?: { put: JobRow[]; remove: string[] } }

/** Wakes the execution behind a subscription. @throws AppError message.unmatched when it waits no more */
export async function receive(
  { runtime }: ReceiveDeps,
  subscription: { id: string; instanceId: string; executionId: string },
  payload: { variables: Record<string, unknown>; local?: Record<string, unknown> | undefined },
  context: With,
): Promise<void> {
  const command = (state: InstanceState): Command => {
    if (!state.subscriptions[subscription.id]) throw appError('message.unmatched', { id: subscription.id })
    const trigger = { kind: 'event' as const, subscriptionId: subscription.id, variables: payload.variables, ...(payload.local && { local: payload.local }) }
    return { kind: 'trigger', executionId: subscription.executionId, trigger }
  }
  await runtime.execute({ target: { instanceId: subscription.instanceId }, command, ...context })
}

export type EventStart = {
  instanceId: string
  definitionId: string
  nodeId: string
  /** Which of the event's definitions has occurred; the first when it is not said. */
  index?: number
  tenant: string
  businessKey: string | null
  variables: Record<string, unknown>
}

/**
 * The event at which a process starts has occurred, or one of the triggers it needs.
 * @returns whether an instance has started: not yet, while it waits for other triggers
 */
export async function startByEvent(deps: StartDeps, start: EventStart, context: With): Promise<boolean> {
  const { graph } = await deps.definitions.get(start.definitionId)
  if (graph.nodes[start.nodeId]?.parallelMultiple) return hearStartPart(deps, start, context)
  await startAtEvent(deps, start, context)
  return true
}

export async function startAtEvent({ runtime, definitions, clock }: ReceiveDeps, start: EventStart, context: With): Promise<void> {
  const definition = await definitions.get(start.definitionId)
  const instance = newInstance({ id: start.instanceId, definition, tenant: start.tenant, initiator: context.actor?.userId ?? null, now: clock.now() })
  await runtime.execute({
    target: { start: { ...instance, businessKey: start.businessKey } },
    command: () => ({ kind: 'start', nodeId: start.nodeId, variables: start.variables }),
    ...context,
  })
}
