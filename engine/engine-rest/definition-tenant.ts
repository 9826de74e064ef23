import type { Knex } from 'knex'

/**
 * On this surface the tenant of everything that runs is that of its definition, as in Camunda; the district to which a case belongs
 * decides who sees it and is not shown. The query must have the table `definition` in it.
 */
export const ofTenants = (query: Knex.QueryBuilder, tenants: string[]) =>
  query.whereIn(
    'definition.tenant',
    tenants.filter((id) => id !== ''),
  )
export const ofNoTenant = (query: Knex.QueryBuilder) => query.where('definition.tenant', '')
