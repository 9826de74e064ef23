import { z } from 'zod'
import { appError } from '../errors.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Boxes } from './boxes.ts'
import type { Drafts, DraftsOnce } from './drafts.ts'
import type { createTaskItems } from './task-item.ts'
import type { TaskService } from './task-service.ts'
import { completeBody, createDraftBody, idParams, listTasksQuery, saveDraftBody, type DraftView, type TaskView } from './tasks.api.ts'
import type { Draft } from './drafts.ts'

export type TaskRouteDeps = {
  tasks: TaskService
  boxes: Boxes
  drafts: Drafts
  draftsOnce: DraftsOnce
  items: ReturnType<typeof createTaskItems>
  assertStartable(actor: Parameters<TaskService['claim']>[0], key: string): Promise<unknown>
}

/** /api/tasks and /api/drafts. Any session may ask; which task is whose is decided per task. */
export function taskRoutes({ tasks, boxes, drafts, draftsOnce, items, assertStartable }: TaskRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/tasks',
      right: 'session',
      summary: 'Tasks of a box',
      query: listTasksQuery,
      handle: async ({ actor, query }) => ({ body: await boxes.list(actor, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/tasks/counts',
      right: 'session',
      summary: 'How many tasks each box holds',
      handle: async ({ actor }) => ({ body: await boxes.counts(actor) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/tasks/:id',
      right: 'session',
      summary: 'One open task',
      params: idParams,
      async handle({ actor, params }) {
        const { task, ...rest } = await tasks.detail(actor, params.id)
        const show = await items.open([task])
        const body: TaskView = { ...show(task), priority: task.priority, ...rest }
        return { body }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/tasks/:id/form',
      right: 'session',
      summary: 'The form of a task, as pinned when it was created',
      params: idParams,
      handle: async ({ actor, params }) => ({ body: await tasks.form(actor, params.id) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/tasks/:id/claim',
      right: 'session',
      summary: 'Take a task',
      params: idParams,
      handle: async ({ actor, params }) => done(tasks.claim(actor, params.id)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/tasks/:id/unclaim',
      right: 'session',
      summary: 'Give a task back',
      params: idParams,
      handle: async ({ actor, params }) => done(tasks.unclaim(actor, params.id)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/tasks/:id/complete',
      right: 'session',
      summary: 'Do a task with its form',
      params: idParams,
      body: completeBody,
      handle: async ({ actor, params, body, language, idempotency }) =>
        done(tasks.complete({ taskId: params.id, ...body, actor, language, claim: idempotency })),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/tasks/:id/save-draft',
      right: 'session',
      summary: 'Keep what has been filled in so far',
      params: idParams,
      body: saveDraftBody,
      async handle({ actor, params, body, ifMatch, idempotency }) {
        const task = await tasks.assertActs(actor, params.id)
        return draftsOnce({ actor, idempotency }, async (own) => shown(await own.saveForTask(actor, task, body.data, revOf(ifMatch))))
      },
    }),
    ...draftRoutes({ drafts, draftsOnce, assertStartable }),
  ]
}

function draftRoutes({ drafts, draftsOnce, assertStartable }: Pick<TaskRouteDeps, 'drafts' | 'draftsOnce' | 'assertStartable'>): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/drafts',
      right: 'session',
      summary: 'Keep a report that is not sent yet',
      body: createDraftBody,
      async handle({ actor, body, idempotency }) {
        await assertStartable(actor, body.processKey)
        return draftsOnce({ actor, idempotency }, async (own) => ({ ...shown(await own.create(actor, { ...body, taskId: null })), status: 201 }))
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/drafts/:id',
      right: 'session',
      summary: 'One own draft',
      params: idParams,
      handle: async ({ actor, params }) => shown(await drafts.get(actor, params.id)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/drafts/:id',
      right: 'session',
      summary: 'Save an own draft',
      params: idParams,
      body: saveDraftBody,
      handle: async ({ actor, params, body, ifMatch }) => shown(await drafts.save(actor, params.id, body.data, revOf(ifMatch))),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/drafts/:id',
      right: 'session',
      summary: 'Throw an own draft away',
      params: idParams,
      async handle({ actor, params }) {
        await drafts.remove(actor, params.id)
        return { status: 204 }
      },
    }),
  ]
}

async function done(work: Promise<unknown>) {
  await work
  return { body: { ok: true } }
}

function shown({ id, processKey, taskId, data, rev, updatedAt }: Draft) {
  const body: DraftView = { id, processKey, taskId, data, rev, updatedAt }
  return { body, headers: { ETag: `"${rev}"` } }
}

const rev = z.coerce.number().int().positive()

function revOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined
  const parsed = rev.safeParse(ifMatch.replace(/^W\/|"/g, ''))
  if (!parsed.success) throw appError('request.stale', { ifMatch })
  return parsed.data
}
