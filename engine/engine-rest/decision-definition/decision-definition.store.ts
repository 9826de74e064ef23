import type { Knex } from 'knex'
import type { DecisionRow } from '../../decisions/decisions.store.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, equals, like, when, type FilterRules } from '../apply-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import { tenantsOf } from '../scope.ts'
import { decisionSorting, type DecisionFilters } from './decision-definition.filters.ts'

const nothing = (query: Knex.QueryBuilder) => query.whereRaw('1 = 0')

const rules: FilterRules<DecisionFilters> = {
  decisionDefinitionId: equals('d.id'),
  decisionDefinitionIdIn: among('d.id'),
  name: equals('d.name'),
  nameLike: like('d.name'),
  deploymentId: equals('d.deploymentId'),
  deployedAfter: after('d.createdAt'),
  deployedAt: equals('d.createdAt'),
  key: equals('d.key'),
  keyLike: like('d.key'),
  category: nothing,
  categoryLike: nothing,
  version: equals('d.version'),
  latestVersion: when((query) =>
    query.whereNotExists((newer) =>
      newer.from('decision_definition as n').whereRaw('n.key = d.key and n.tenant = d.tenant and n.version > d.version').select('n.id'),
    ),
  ),
  resourceName: equals('d.resourceName'),
  resourceNameLike: like('d.resourceName'),
  decisionRequirementsDefinitionId: nothing,
  decisionRequirementsDefinitionKey: nothing,
  versionTag: equals('d.versionTag'),
  versionTagLike: like('d.versionTag'),
  withoutTenantId: when((query) => query.where('d.tenant', '')),
}

/** Columns without the model itself. */
const columns = ['id', 'deploymentId', 'key', 'version', 'versionTag', 'name', 'tenant', 'resourceName', 'contentHash', 'historyTtl', 'createdAt'].map(
  (name) => `d.${name}`,
)

const visible = (db: Db, actor: Actor) => db('decision_definition as d').whereIn('d.tenant', tenantsOf(actor))

function matching(db: Db, { given }: ListRequest<DecisionFilters>, actor: Actor): Knex.QueryBuilder {
  const query = applyFilters(visible(db, actor), given, rules)
  const { tenantIdIn, includeDecisionDefinitionsWithoutTenantId } = given
  if (tenantIdIn !== undefined)
    query.whereIn('d.tenant', includeDecisionDefinitionsWithoutTenantId ? ['', ...tenantIdIn] : tenantIdIn.filter((id) => id !== ''))
  return query
}

export async function listDecisions(db: Db, request: ListRequest<DecisionFilters>, actor: Actor): Promise<DecisionRow[]> {
  return paged(matching(db, request, actor), request, decisionSorting, 'd.id').select(columns)
}

export function countDecisions(db: Db, request: ListRequest<DecisionFilters>, actor: Actor): Promise<{ count: number }> {
  return countOf(matching(db, request, actor), 'd.id')
}

export async function findDecision(db: Db, id: string, actor: Actor): Promise<DecisionRow | undefined> {
  return visible(db, actor).where('d.id', id).first(columns)
}

/** The newest version of a key of exactly this tenant ('' is none). */
export async function newestDecision(db: Db, { key, tenant }: { key: string; tenant: string }, actor: Actor): Promise<DecisionRow | undefined> {
  return visible(db, actor).where({ 'd.key': key, 'd.tenant': tenant }).orderBy('d.version', 'desc').first(columns)
}

export type MadeDecision = {
  id: string
  definitionId: string
  key: string
  name: string
  inputs: string
  outputs: string
  collectResult: number | null
  tenant: string
  evaluatedAt: string
}

/** Decisions that were made by a call belong to no instance. */
export async function insertMade(db: Db, rows: MadeDecision[]): Promise<void> {
  if (rows.length > 0) await db('decision_history').insert(rows)
}
