import type { Knex } from 'knex'
import { isUniqueViolation } from '../db/transaction.ts'
import { once } from '../http/idempotent.ts'
import type { Reply, RouteRequest } from '../http/route.ts'
import { appError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import { findDraft, findTaskDraft, insertDraft, removeDraft, updateDraft, type DraftRow } from './drafts.store.ts'

export type Draft = DraftRow
/** A task's draft is called like its case; a report that is not sent yet, by what it says. */
export type NewDraft = { processKey: string; taskId: string | null; data: Record<string, unknown>; subject?: string }
export type DraftDeps = { db: Knex; clock: { now(): string }; newId(): string }

/** What somebody has begun to fill in: his alone, unchecked, without a number, invisible to everybody else. */
export function createDrafts({ db, clock, newId }: DraftDeps) {
  async function create(actor: Actor, { processKey, taskId, data, subject }: NewDraft): Promise<DraftRow> {
    const row: DraftRow = {
      id: newId(),
      district: actor.district,
      ownerId: actor.userId,
      processKey,
      taskId,
      subject: subject ?? subjectOf(data),
      data,
      rev: 1,
      updatedAt: clock.now(),
    }
    await insertDraft(db, row)
    return row
  }

  async function get(actor: Actor, id: string): Promise<DraftRow> {
    const row = await findDraft(db, id, actor.userId)
    if (!row) throw appError('object.unknown', { kind: 'draft', id })
    return row
  }

  /** @throws AppError request.stale when `rev` is given and no longer the newest */
  async function save(actor: Actor, id: string, data: Record<string, unknown>, rev: number | undefined): Promise<DraftRow> {
    const row = await get(actor, id)
    const patch = { subject: row.taskId === null ? subjectOf(data) : row.subject, data, updatedAt: clock.now() }
    const saved = (rev === undefined || rev === row.rev) && (await updateDraft(db, row, patch))
    if (!saved) throw appError('request.stale', { kind: 'draft', id, rev: row.rev })
    return { ...row, ...patch, rev: row.rev + 1 }
  }

  /** The draft of a task: made on the first save. */
  async function saveForTask(
    actor: Actor,
    task: { id: string; processKey: string; subject: string },
    data: Record<string, unknown>,
    rev: number | undefined,
  ): Promise<DraftRow> {
    const row = await findTaskDraft(db, task.id, actor.userId)
    if (row) return save(actor, row.id, data, rev)
    try {
      return await create(actor, { processKey: task.processKey, taskId: task.id, data, subject: task.subject })
    } catch (error) {
      // Another tab has made it in between.
      throw isUniqueViolation(error) ? appError('request.stale', { kind: 'draft', taskId: task.id }, error) : error
    }
  }

  async function remove(actor: Actor, id: string): Promise<void> {
    if (!(await removeDraft(db, id, actor.userId))) throw appError('object.unknown', { kind: 'draft', id })
  }

  return { create, get, save, saveForTask, remove }
}

export type Drafts = ReturnType<typeof createDrafts>

/** Drafts for requests that may come twice: the same Idempotency-Key gets the first answer again, and changes nothing. */
export function createDraftsOnce(deps: DraftDeps) {
  return (request: Pick<RouteRequest, 'idempotency' | 'actor'>, change: (drafts: Drafts) => Promise<Reply>): Promise<Reply> =>
    once({ ...deps, request }, (trx) => change(createDrafts({ ...deps, db: trx })))
}

export type DraftsOnce = ReturnType<typeof createDraftsOnce>

function subjectOf(data: Record<string, unknown>): string {
  const { title, name } = data
  const text = typeof title === 'string' ? title : typeof name === 'string' ? name : ''
  return text.slice(0, 300)
}
