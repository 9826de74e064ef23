import type { Knex } from 'knex'
import { appError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import type { Correlation, CorrelationResult, SignalThrow } from './correlation.api.ts'
import { findReceivers } from './find-receivers.ts'
import { isGone } from './is-gone.ts'
import { receive, startByEvent } from './receive.ts'
import { indexOf, type StartSubscriptionRow, type Waiting } from './subscriptions.store.ts'
import { signalTargets, type SignalTarget } from './signals.ts'
import { conditionStarts, type ConditionCheck, type ConditionDeps } from './condition-starts.ts'

export type MessagesDeps = Omit<ConditionDeps, 'db'> & { db: Knex }

/** Messages, signals and conditions from outside: who waits for them is found first, then each receiver gets a command of its own. */
export function createMessages(deps: MessagesDeps) {
  const { db, newId } = deps

  /**
   * One receiver, or with `all` every one there is: instances that wait, else a process that it starts.
   * @throws AppError message.unmatched when there is none, message.ambiguous when there are several; nothing has changed then
   */
  async function correlate(correlation: Correlation, actor: Actor | null): Promise<CorrelationResult[]> {
    const { waiting, starts } = await findReceivers(db, correlation)
    const chosen = correlation.all ? [...waiting, ...starts] : [single(waiting, starts, correlation)]
    const results: CorrelationResult[] = []
    for (const receiver of chosen) results.push(...(await deliver(receiver, correlation, actor)))
    return results
  }

  async function deliver(receiver: Waiting | StartSubscriptionRow, correlation: Correlation, actor: Actor | null): Promise<CorrelationResult[]> {
    const { variables = {}, local } = correlation
    const context = { act: 'message', actor }
    if ('executionId' in receiver) {
      await receive(deps, receiver, { variables, local }, context)
      return [{ kind: 'execution', executionId: receiver.executionId, instanceId: receiver.instanceId }]
    }
    const instanceId = newId()
    const { definitionId, nodeId } = receiver
    const tenant = correlation.tenant ?? receiver.tenant
    const start = { instanceId, definitionId, nodeId, index: indexOf(receiver), tenant, businessKey: correlation.businessKey ?? null }
    const hasStarted = await startByEvent(deps, { ...start, variables: { ...variables, ...local } }, context)
    return hasStarted ? [{ kind: 'start', instanceId, definitionId }] : []
  }

  /** Everybody who waits for the signal hears it; nobody is no fault. A receiver that has gone meanwhile is passed over. */
  async function signal(thrown: SignalThrow, actor: Actor | null): Promise<void> {
    for (const target of await signalTargets(db, thrown, newId)) await hear(target, actor)
  }

  async function hear(target: SignalTarget, actor: Actor | null): Promise<void> {
    const context = { act: 'signal', actor }
    if ('start' in target) return void (await startByEvent(deps, target.start, context))
    await receive(deps, target.subscription, { variables: target.variables }, context).catch((error: unknown) => {
      if (!isGone(error)) throw error
    })
  }

  /** Starts an instance of each process whose condition at a start event holds with these variables. */
  async function evaluateConditions(check: ConditionCheck, actor: Actor | null): Promise<{ instanceId: string; definitionId: string }[]> {
    const starts = await conditionStarts(deps, check)
    const started: { instanceId: string; definitionId: string }[] = []
    for (const start of starts) {
      const { instanceId, definitionId } = start
      if (await startByEvent(deps, start, { act: 'condition', actor })) started.push({ instanceId, definitionId })
    }
    return started
  }

  return { correlate, signal, evaluateConditions }
}

export type Messages = ReturnType<typeof createMessages>

function single(waiting: Waiting[], starts: StartSubscriptionRow[], { name, businessKey }: Correlation): Waiting | StartSubscriptionRow {
  const receivers = waiting.length > 0 ? waiting : starts
  const [receiver, another] = receivers
  if (!receiver) throw appError('message.unmatched', { name, businessKey: businessKey ?? null })
  if (another) throw appError('message.ambiguous', { name, count: receivers.length })
  return receiver
}
