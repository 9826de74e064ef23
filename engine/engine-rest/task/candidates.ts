import type { Knex } from 'knex'
import { groupsOf } from '../../identity/usernames.store.ts'
import type { Db } from '../../module.ts'
import { personPrefix } from '../people.ts'

/** Candidates count while nobody has the task, unless the query asks for assigned ones too. */
export type Among = { assigned: boolean | undefined }

/** Tasks with one of these inbox groups among their candidates: open ones by the inbox and its index, others by what the task keeps. */
export function whereCandidate(db: Db, query: Knex.QueryBuilder, groups: readonly string[] | Knex.QueryBuilder, { assigned }: Among): void {
  if (assigned) query.whereExists(candidatesOf(db).where((one) => whereGroup(one, 'c.value', groups)))
  else
    query.whereNull('task.assignee').whereIn(
      'task.id',
      db('inbox')
        .where((one) => whereGroup(one, 'inbox.grp', groups))
        .select('inbox.taskId'),
    )
}

function whereGroup(query: Knex.QueryBuilder, column: string, groups: readonly string[] | Knex.QueryBuilder): void {
  if (isList(groups)) query.whereIn(column, [...groups])
  else query.whereIn(column, groups)
}

const isList = (groups: readonly string[] | Knex.QueryBuilder): groups is readonly string[] => Array.isArray(groups)

export const whereCandidateUser = (db: Db, query: Knex.QueryBuilder, username: string, among: Among) => whereCandidate(db, query, groupsOf(db, username), among)

export function whereCandidateLike(db: Db, query: Knex.QueryBuilder, pattern: string, { assigned }: Among): void {
  if (!assigned) query.whereNull('task.assignee')
  query.whereExists(candidatesOf(db).whereRaw(`c.value like ? and c.value not like ?`, [pattern, `${personPrefix}%`]))
}

/** With or without any candidate that is a person, or a group. */
export function whereHasCandidates(db: Db, query: Knex.QueryBuilder, { people, has }: { people: boolean; has: boolean }, { assigned }: Among): void {
  if (!assigned) query.whereNull('task.assignee')
  const some = candidatesOf(db).whereRaw(`c.value ${people ? 'like' : 'not like'} ?`, [`${personPrefix}%`])
  if (has) query.whereExists(some)
  else query.whereNotExists(some)
}

/** The candidates of the task of the outer query, one a row. */
function candidatesOf(db: Db): Knex.QueryBuilder {
  return db.select(db.raw('1')).from(db.raw(isPostgres(db) ? 'jsonb_array_elements_text(task.candidates) as c(value)' : 'json_each(task.candidates) as c'))
}

const isPostgres = (db: Db) => db.client.config.client === 'pg'
