import type { Knex } from 'knex'
import type { Db } from '../module.ts'
import type { Condition, Operator } from './query-values.ts'

export type Compare = Condition & { ignoreNames?: boolean | undefined; ignoreValues?: boolean | undefined }

/**
 * Restricts a query to rows whose scope holds a variable that compares so. `column` is the query's column with the id of the scope
 * (an instance or an execution). Variables are one JSON document per scope; SQLite and PostgreSQL take it apart differently.
 */
export function whereVariable(query: Knex.QueryBuilder, db: Db, column: string, condition: Compare): void {
  query.whereExists(holding(db, condition).whereRaw('?? = ??', ['variable_scope.scopeId', column]))
}

/** Scopes that hold a variable that compares so. */
function holding(db: Db, condition: Compare): Knex.QueryBuilder {
  const isPostgres = db.client.config.client === 'pg'
  const from = isPostgres ? 'variable_scope, jsonb_each(variable_scope.data) as v(k, j)' : 'variable_scope, json_each(variable_scope.data) as v'
  const name = isPostgres ? 'v.k' : 'v.key'
  const part = (path: string) => (isPostgres ? `v.j ->> '${path}'` : `json_extract(v.value, '$.${path}')`)
  const query = db.select(db.raw('1')).from(db.raw(from))
  if (condition.ignoreNames) query.whereRaw(`lower(${name}) = ?`, [condition.name.toLowerCase()])
  else query.whereRaw(`${name} = ?`, [condition.name])
  whereValue(query, condition, { value: part('value'), type: part('type'), isPostgres })
  return query
}

const signs: Record<Operator, string> = { eq: '=', neq: '<>', gt: '>', gteq: '>=', lt: '<', lteq: '<=', like: 'like', notLike: 'not like' }
const numeric = "('Integer', 'Long', 'Short', 'Double', 'Number')"

/** How a query says the value (as text on PostgreSQL) and the type of a variable. */
export type Sql = { value: string; type: string; isPostgres: boolean }

/** Values compare within one kind: a number with numbers of any type, text with text, never `5` with `"5"`. */
export function whereValue(query: Knex.QueryBuilder, { operator, value, ignoreValues }: Omit<Compare, 'name'>, sql: Sql): void {
  const sign = signs[operator]
  if (value === null) query.whereRaw(operator === 'neq' ? `${sql.type} <> 'Null'` : `${sql.type} = 'Null'`)
  else if (typeof value === 'number') compareNumber(query, sign, value, sql)
  else if (typeof value === 'boolean') query.whereRaw(`${sql.type} = 'Boolean' and ${sql.value} ${sign} ?`, [sql.isPostgres ? String(value) : Number(value)])
  else if (ignoreValues) query.whereRaw(`${sql.type} = 'String' and lower(${sql.value}) ${sign} ?`, [String(value).toLowerCase()])
  else query.whereRaw(`${sql.type} = 'String' and ${sql.value} ${sign} ?`, [String(value)])
}

/** The cast only where it is a number: the database may look at a row's value before its type. */
function compareNumber(query: Knex.QueryBuilder, sign: string, value: number, sql: Sql): void {
  query.whereRaw(
    `case when ${sql.type} in ${numeric} then cast(${sql.value} as double precision) ${sign} cast(? as double precision) else ${sql.isPostgres ? 'false' : '0'} end`,
    [value],
  )
}
