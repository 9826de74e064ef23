import type { Knex } from 'knex'

type Narrow = (query: Knex.QueryBuilder) => unknown
const tables = ['incident', 'incident_history'] as const

/** Instances that have or had an incident that `narrow` lets through. The query must have the table `instance` in it. */
export function everIncident(query: Knex.QueryBuilder, narrow: Narrow = () => undefined, among: readonly string[] = tables): Knex.QueryBuilder {
  return query.where((any) => {
    for (const table of among) any.orWhereIn('instance.id', (inner) => void narrow(inner.from(table).select(`${table}.instanceId`)))
  })
}

export const openIncident = (query: Knex.QueryBuilder) => everIncident(query, undefined, ['incident'])
