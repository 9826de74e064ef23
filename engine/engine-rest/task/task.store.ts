import type { Knex } from 'knex'
import { fromJson } from '../../db/json.ts'
import type { TaskRow } from '../../execution/state.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { applyFilters } from '../apply-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { taskSorting, type TaskFilters } from './task-filters.ts'
import { taskRules } from './task-rules.ts'

/** An open task with what its definition and instance say of it. */
export type TaskFacts = Omit<TaskRow, 'tenant'> & {
  /** Of the definition. */
  tenant: string
  suspendedAt: string | null
  /** The district that the case belongs to. */
  district: string
}

const columns = ['task.*', 'definition.tenant', 'instance.suspendedAt', 'instance.tenant as district']

export type Of = { scope: Scope; actor: Actor }

function visible(db: Db, { scope, actor }: Of): Knex.QueryBuilder {
  return scope.restrict(actor, db('task').join('instance', 'instance.id', 'task.instanceId').join('definition', 'definition.id', 'instance.definitionId'))
}

function matching(db: Db, { given }: ListRequest<TaskFilters>, of: Of): Knex.QueryBuilder {
  return applyFilters(visible(db, of), given, taskRules(db, given))
}

export async function listTasks(db: Db, request: ListRequest<TaskFilters>, of: Of): Promise<TaskFacts[]> {
  const rows: TaskFacts[] = await paged(matching(db, request, of), request, taskSorting, 'task.id').select(columns)
  return rows.map(read)
}

export function countTasks(db: Db, request: ListRequest<TaskFilters>, of: Of): Promise<{ count: number }> {
  return countOf(matching(db, request, of), 'task.id')
}

export async function findTask(db: Db, id: string, of: Of): Promise<TaskFacts | undefined> {
  const row: TaskFacts | undefined = await visible(db, of).where('task.id', id).first(columns)
  return row && read(row)
}

function read(row: TaskFacts): TaskFacts {
  return { ...row, candidates: fromJson(row.candidates) }
}
