import type { Knex } from 'knex'
import type { Filters, Given } from './lists.ts'

/** What each filter does to a query; a filter without an entry restricts nothing. */
export type FilterRules<F extends Filters> = { [Name in keyof F]?: (query: Knex.QueryBuilder, value: NonNullable<Given<F>[Name]>) => unknown }

export function applyFilters<F extends Filters>(query: Knex.QueryBuilder, given: Given<F>, rules: FilterRules<F>): Knex.QueryBuilder {
  for (const name of Object.keys(given)) applyOne(query, given, rules, name)
  return query
}

function applyOne<F extends Filters, Name extends keyof F>(query: Knex.QueryBuilder, given: Given<F>, rules: FilterRules<F>, name: Name): void {
  const value = given[name]
  if (value !== undefined && value !== null) rules[name]?.(query, value)
}

/** `equals('definition.key')`: the column has the value. */
export const equals = (column: string) => (query: Knex.QueryBuilder, value: string | number) => query.where(column, value)
export const among = (column: string) => (query: Knex.QueryBuilder, values: string[]) => query.whereIn(column, values)
export const notAmong = (column: string) => (query: Knex.QueryBuilder, values: string[]) => query.whereNotIn(column, values)
/** `%` is any text, as in Camunda. */
export const like = (column: string) => (query: Knex.QueryBuilder, pattern: string) => query.where(column, 'like', pattern)
export const after = (column: string) => (query: Knex.QueryBuilder, instant: string) => query.where(column, '>', instant)
export const before = (column: string) => (query: Knex.QueryBuilder, instant: string) => query.where(column, '<', instant)
/** A flag that only restricts when it is true. */
export const when = (restrict: (query: Knex.QueryBuilder) => unknown) => (query: Knex.QueryBuilder, is: boolean) => (is ? restrict(query) : query)
