import type { Knex } from 'knex'
import type { DeploymentRow } from '../../deployments/deployments.store.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { after, applyFilters, before, equals, like, when, type FilterRules } from '../apply-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import { tenantsOf } from '../scope.ts'
import { deploymentSorting, type DeploymentFilters } from './deployment.filters.ts'

const rules: FilterRules<DeploymentFilters> = {
  id: equals('deployment.id'),
  name: equals('deployment.name'),
  nameLike: like('deployment.name'),
  source: equals('deployment.source'),
  withoutSource: when((query) => query.whereNull('deployment.source')),
  withoutTenantId: when((query) => query.where('deployment.tenant', '')),
  after: after('deployment.deployedAt'),
  before: before('deployment.deployedAt'),
}

function matching(db: Db, { given }: ListRequest<DeploymentFilters>, actor: Actor): Knex.QueryBuilder {
  const query = applyFilters(db('deployment'), given, rules).whereIn('deployment.tenant', tenantsOf(actor))
  const { tenantIdIn, includeDeploymentsWithoutTenantId } = given
  if (tenantIdIn !== undefined)
    query.whereIn('deployment.tenant', includeDeploymentsWithoutTenantId ? ['', ...tenantIdIn] : tenantIdIn.filter((id) => id !== ''))
  return query
}

export async function listDeployments(db: Db, request: ListRequest<DeploymentFilters>, actor: Actor): Promise<DeploymentRow[]> {
  return paged(matching(db, request, actor), request, deploymentSorting, 'deployment.id').select('id', 'name', 'source', 'tenant', 'deployedBy', 'deployedAt')
}

export function countDeployments(db: Db, request: ListRequest<DeploymentFilters>, actor: Actor): Promise<{ count: number }> {
  return countOf(matching(db, request, actor), 'deployment.id')
}

export type DecisionFacts = {
  id: string
  key: string
  name: string
  version: number
  tenant: string
  resourceName: string
  versionTag: string | null
  historyTtl: number | null
}

export async function decisionsOfDeployment(db: Db, deploymentId: string): Promise<DecisionFacts[]> {
  return db('decision_definition')
    .where({ deploymentId })
    .orderBy('key')
    .select('id', 'key', 'name', 'version', 'tenant', 'resourceName', 'versionTag', 'historyTtl')
}
