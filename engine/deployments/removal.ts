import type { Knex } from 'knex'
import { inTransaction } from '../db/transaction.ts'
import type { Definitions } from '../definitions/definitions.ts'
import { AppError, appError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import type { Module } from '../module.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { deleteDeployment } from './deployments.store.ts'
import { definitionsOf, deleteDefinitions, deleteInstances, hasInstances, recordRemoval, runningInstances, type RemovedDefinition } from './removal.store.ts'

type RemovalDeps = {
  db: Knex
  clock: { now(): string }
  newId(): string
  runtime: Pick<Runtime, 'execute'>
  definitions: Pick<Definitions, 'rearmStarts' | 'forget'>
  cases: NonNullable<Module['cases']>
}
type Options = { cascade: boolean; actor: Actor }
export type Removal = ReturnType<typeof createRemoval>

/** Taking deployments and versions away, with `cascade` also their instances, running or ended, and all that is known of them. */
export function createRemoval({ db, clock, newId, runtime, definitions, cases }: RemovalDeps) {
  /** @throws AppError deployment.in_use */
  async function removeDeployment(id: string, options: Options): Promise<void> {
    await remove(await definitionsOf(db, { deploymentId: id }), options, (trx) => deleteDeployment(trx, id))
  }

  /** @throws AppError deployment.in_use */
  async function removeDefinitions(ids: readonly string[], options: Options): Promise<void> {
    await remove(await definitionsOf(db, { ids }), options)
  }

  async function remove(removed: RemovedDefinition[], { cascade, actor }: Options, more?: (trx: Knex.Transaction) => Promise<void>): Promise<void> {
    const ids = removed.map(({ id }) => id)
    await assertFree(removed, ids, cascade)
    for (const instanceId of await runningInstances(db, ids)) await cancel(instanceId, actor)
    await inTransaction(db, async (trx) => {
      if ((await runningInstances(trx, ids)).length > 0) throw appError('deployment.in_use', { definitions: ids })
      await deleteInstances(trx, ids)
      await deleteDefinitions(trx, ids)
      for (const { key, tenant } of removed) await definitions.rearmStarts(trx, key, tenant)
      await more?.(trx)
      const events = removed.map(({ id, key }) => ({ type: 'definition-deleted', id, key }))
      await recordRemoval(trx, { id: newId(), tenant: actor.district, actor: actor.userId, at: clock.now(), act: 'delete-definitions', events })
    })
    definitions.forget(ids)
  }

  /** Cases that people have filled in forms for are evidence: no call takes them away. */
  async function assertFree(removed: RemovedDefinition[], ids: string[], cascade: boolean): Promise<void> {
    const running = await runningInstances(db, ids)
    const kept = removed.filter(({ key }) => cases[key] !== undefined).map(({ id }) => id)
    if (!cascade && running.length > 0) throw appError('deployment.in_use', { definitions: ids, count: running.length })
    if (await hasInstances(db, kept)) throw appError('deployment.in_use', { definitions: kept })
  }

  async function cancel(instanceId: string, actor: Actor): Promise<void> {
    const command = () => ({ kind: 'cancel' as const, reason: 'deployment deleted' })
    await runtime.execute({ target: { instanceId }, command, act: 'cancel', actor }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'instance.unknown') throw error
    })
  }

  return { removeDeployment, removeDefinitions }
}
