import type { Knex } from 'knex'
import { cursorTexts, page, type Page } from '../http/paging.ts'
import type { Actor } from '../identity/actor.ts'
import type { Directory } from '../identity/directory.ts'
import { countStarted, listStarted } from '../instances/instances.store.ts'
import type { Definitions } from '../definitions/definitions.ts'
import { countDrafts, listDrafts } from './drafts.store.ts'
import { createTaskItems } from './task-item.ts'
import { boxes, type Box, type TaskCounts, type TaskItem } from './tasks.api.ts'
import { countDone, countOpen, listDone, listOpen, type OverdueFilter } from './tasks.store.ts'

export type BoxQuery = {
  box: Box
  q?: string | undefined
  process?: string | undefined
  overdue?: 'true' | 'false' | undefined
  limit: number
  after?: string | undefined
}
export type BoxDeps = { db: Knex; clock: { now(): string }; directory: Directory; definitions: Definitions }

type BoxSource = { list(actor: Actor, query: BoxQuery): Promise<Page<TaskItem>>; count(actor: Actor): Promise<number> }

export type Boxes = ReturnType<typeof createBoxes>

/** The boxes of a person: todo is everything he may act on now, claimable the part nobody has taken yet. Counts equal lists. */
export function createBoxes(deps: BoxDeps) {
  const sources: Record<Box, BoxSource> = {
    todo: openBox(deps, (actor) => actor.groups),
    claimable: openBox(deps, (actor) => actor.groups.filter((group) => !group.startsWith('user:'))),
    done: doneBox(deps),
    started: startedBox(deps),
    drafts: draftBox(deps),
    copied: emptyBox,
    delegated: emptyBox,
  }
  return {
    list: (actor: Actor, query: BoxQuery) => sources[query.box].list(actor, query),
    async counts(actor: Actor): Promise<TaskCounts> {
      const numbers = await Promise.all(boxes.map((box) => sources[box].count(actor)))
      const shown = numbers.map((number) => (number > 1000 ? '1000+' : number))
      return {
        todo: shown[0] ?? 0,
        claimable: shown[1] ?? 0,
        done: shown[2] ?? 0,
        started: shown[3] ?? 0,
        drafts: shown[4] ?? 0,
        copied: shown[5] ?? 0,
        delegated: shown[6] ?? 0,
      }
    },
  }
}

/** Copies and delegation do not exist yet, so these boxes are truly empty. */
const emptyBox: BoxSource = { list: async () => ({ items: [], next: null, total: 0 }), count: async () => 0 }

function openBox({ db, clock, directory }: BoxDeps, groupsOf: (actor: Actor) => readonly string[]): BoxSource {
  const items = createTaskItems({ directory, clock })
  return {
    async list(actor, query) {
      const filter = {
        groups: groupsOf(actor),
        district: actor.district,
        q: query.q,
        process: query.process,
        overdue: overdueOf(query, clock.now()),
      }
      const [rows, total] = await Promise.all([listOpen(db, { ...filter, limit: query.limit + 1, after: dueCursor(query.after) }), countOpen(db, filter)])
      const shown = await items.open(rows)
      return page(
        rows,
        { limit: query.limit, counted: total },
        (row) => shown(row),
        (row) => [row.sortDueAt, row.id],
      )
    },
    count: (actor) => countOpen(db, { groups: groupsOf(actor), district: actor.district }),
  }
}

function doneBox({ db, clock, directory }: BoxDeps): BoxSource {
  const items = createTaskItems({ directory, clock })
  return {
    async list(actor, query) {
      const filter = { actorId: actor.userId, district: actor.district, q: query.q, process: query.process, overdue: overdueOf(query, clock.now()) }
      const [rows, total] = await Promise.all([listDone(db, { ...filter, limit: query.limit + 1, after: timeCursor(query.after) }), countDone(db, filter)])
      const shown = await items.done(rows)
      return page(
        rows,
        { limit: query.limit, counted: total },
        (row) => shown(row),
        (row) => [row.endedAt, row.id],
      )
    },
    count: (actor) => countDone(db, { actorId: actor.userId, district: actor.district }),
  }
}

function startedBox({ db, clock, directory, definitions }: BoxDeps): BoxSource {
  const items = createTaskItems({ directory, clock })
  return {
    async list(actor, query) {
      const filter = { initiator: actor.userId, tenant: actor.district, q: query.q, process: query.process, overdue: overdueOf(query, clock.now()) }
      const [rows, total] = await Promise.all([
        listStarted(db, { ...filter, limit: query.limit + 1, after: timeCursor(query.after) }),
        countStarted(db, filter),
      ])
      const shown = await items.started(rows, async (id) => (await definitions.get(id)).name)
      return page(
        rows,
        { limit: query.limit, counted: total },
        (row) => shown(row),
        (row) => [row.startedAt, row.id],
      )
    },
    count: (actor) => countStarted(db, { initiator: actor.userId, tenant: actor.district }),
  }
}

function draftBox({ db, clock, directory, definitions }: BoxDeps): BoxSource {
  const items = createTaskItems({ directory, clock })
  return {
    async list(actor, query) {
      const filter = { ownerId: actor.userId, q: query.q, process: query.process, overdue: overdueOf(query, clock.now()) }
      const [rows, total] = await Promise.all([listDrafts(db, { ...filter, limit: query.limit + 1, after: timeCursor(query.after) }), countDrafts(db, filter)])
      const shown = await items.drafts(rows, async (key) => (await definitions.resolve(key, actor.district)).name)
      return page(
        rows,
        { limit: query.limit, counted: total },
        (row) => shown(row),
        (row) => [row.updatedAt, row.id],
      )
    },
    count: (actor) => countDrafts(db, { ownerId: actor.userId }),
  }
}

function dueCursor(cursor: string | undefined): { dueAt: string; id: string } | undefined {
  const time = timeCursor(cursor)
  return time && { dueAt: time.at, id: time.id }
}

function timeCursor(cursor: string | undefined): { at: string; id: string } | undefined {
  const [at, id] = cursorTexts(cursor, 2) ?? []
  return at === undefined || id === undefined ? undefined : { at, id }
}

function overdueOf({ overdue }: BoxQuery, now: string): OverdueFilter | undefined {
  return overdue === undefined ? undefined : { is: overdue === 'true', now }
}
