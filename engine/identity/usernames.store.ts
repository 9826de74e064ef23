import type { Knex } from 'knex'
import type { Db } from '../module.ts'

/**
 * Work is kept by user id, and programs speak of user names. A name that nobody has is kept as it was given, so both are looked for:
 * ids of who has such a name, and the names themselves.
 */
export const isOneOf = (db: Db, column: string, usernames: readonly string[]) => (query: Knex.QueryBuilder) =>
  query.where(
    (any) =>
      void any.whereIn(column, [...usernames]).orWhereIn(
        column,
        db('app_user')
          .whereIn('username', [...usernames])
          .select('app_user.id'),
      ),
  )

/** `%` is any text. */
export const isLike = (db: Db, column: string, pattern: string) => (query: Knex.QueryBuilder) =>
  query.where((any) => void any.where(column, 'like', pattern).orWhereIn(column, db('app_user').where('username', 'like', pattern).select('app_user.id')))

/** Inbox groups of a person as a column `grp`: the own one, and the role in the own unit. */
export function groupsOf(db: Db, username: string): Knex.QueryBuilder {
  const own = db('app_user').where({ username }).select(db.raw("'user:' || app_user.id as grp"))
  const role = db('app_user')
    .join('role_group', 'role_group.id', 'app_user.roleGroupId')
    .where({ username })
    .select(db.raw("role_group.key || '@' || app_user.unit_id as grp"))
  return own.unionAll(role)
}

/** User names by id; ids that nobody has are missing. */
export async function usernamesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; username: string }[] =
    ids.length === 0
      ? []
      : await db('app_user')
          .whereIn('id', [...new Set(ids)])
          .select('id', 'username')
  return new Map(rows.map(({ id, username }) => [id, username]))
}
