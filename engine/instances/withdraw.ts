import { AppError, appError } from '../errors.ts'
import type { InstanceRow } from '../execution/state.ts'
import type { Actor } from '../identity/actor.ts'
import type { Claim, Execution } from '../runtime/execution.ts'
import type { TaskDeps } from '../tasks/task-deps.ts'
import { hasDoneTasks } from '../tasks/tasks.store.ts'
import { withdrawReason } from './withdraw-reason.ts'

type WithdrawDeps = Pick<TaskDeps, 'db' | 'cases' | 'runtime'> & {
  visible(actor: Actor, id: string): Promise<InstanceRow>
  isOwn(actor: Actor, row: InstanceRow): Promise<boolean>
}
type Options = { reason: string | undefined; claim: Claim | undefined }

const attempts = 3

/** 撤回: the one who reported takes it back before anyone has acted. */
export function createWithdraw({ db, cases, runtime, visible, isOwn }: WithdrawDeps) {
  const messageOf = (row: InstanceRow) => cases[row.definitionKey]?.withdrawMessage

  async function mayWithdraw(actor: Actor, row: InstanceRow): Promise<boolean> {
    return messageOf(row) !== undefined && row.state === 'active' && (await isOwn(actor, row)) && !(await hasDoneTasks(db, row.id))
  }

  /** @throws AppError instance.unknown, access.denied, instance.ended, instance.withdraw_too_late, instance.busy */
  async function withdraw(actor: Actor, id: string, options: Options): Promise<void> {
    await runtime.answer({ claim: options.claim, actor }, () => withdrawUndisturbed(actor, id, options))
  }

  /** What was checked must still hold when it is written: a step in between means checking again. */
  async function withdrawUndisturbed(actor: Actor, id: string, options: Options, attempt = 1): Promise<void> {
    const row = await visible(actor, id)
    const message = messageOf(row)
    if (message === undefined || !(await isOwn(actor, row))) throw appError('access.denied', { object: 'instance', id })
    if (row.state !== 'active') throw appError('instance.ended', { id, state: row.state })
    if (await hasDoneTasks(db, id)) throw appError('instance.withdraw_too_late', { id })
    try {
      await runtime.execute({ target: { instanceId: id }, command: commandOn(row, message, options.reason), act: 'withdraw', actor, claim: options.claim })
    } catch (error) {
      const disturbed = error instanceof AppError && error.code === 'instance.busy' && attempt < attempts
      if (!disturbed) throw error
      await withdrawUndisturbed(actor, id, options, attempt + 1)
    }
  }

  return { mayWithdraw, withdraw }
}

function commandOn({ id, rev }: InstanceRow, message: string, reason: string | undefined): Execution['command'] {
  return ({ instance, subscriptions }) => {
    if (instance.rev !== rev) throw appError('instance.busy', { id })
    const subscription = Object.values(subscriptions).find((each) => each.name === message)
    if (!subscription) throw appError('instance.withdraw_too_late', { id })
    const trigger = { kind: 'event' as const, subscriptionId: subscription.id, variables: reason ? { [withdrawReason]: reason } : {} }
    return { kind: 'trigger', executionId: subscription.executionId, trigger }
  }
}
