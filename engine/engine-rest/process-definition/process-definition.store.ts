import type { Knex } from 'knex'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, equals, like, when, type FilterRules } from '../apply-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import { tenantsOf } from '../scope.ts'
import type { DefinitionFacts } from './process-definition.view.ts'
import { definitionSorting, type DefinitionFilters } from './process-definition.filters.ts'

const withIncident =
  (column: string, operator = '=') =>
  (query: Knex.QueryBuilder, value: string) =>
    query.whereIn('definition.id', (inner) =>
      inner.from('incident').join('instance', 'instance.id', 'incident.instanceId').where(column, operator, value).select('instance.definitionId'),
    )

const rules: FilterRules<DefinitionFilters> = {
  processDefinitionId: equals('definition.id'),
  processDefinitionIdIn: among('definition.id'),
  name: equals('definition.name'),
  nameLike: like('definition.name'),
  deploymentId: equals('definition.deploymentId'),
  deployedAfter: after('definition.createdAt'),
  deployedAt: equals('definition.createdAt'),
  key: equals('definition.key'),
  keysIn: among('definition.key'),
  keyLike: like('definition.key'),
  version: equals('definition.version'),
  resourceName: equals('definition.resourceName'),
  resourceNameLike: like('definition.resourceName'),
  active: when((query) => query.whereNull('definition.suspendedAt')),
  suspended: when((query) => query.whereNotNull('definition.suspendedAt')),
  incidentId: withIncident('incident.id'),
  incidentType: withIncident('incident.kind'),
  incidentMessage: withIncident('incident.message'),
  incidentMessageLike: withIncident('incident.message', 'like'),
  withoutTenantId: when((query) => query.where('definition.tenant', '')),
  versionTag: equals('definition.versionTag'),
  versionTagLike: like('definition.versionTag'),
  withoutVersionTag: when((query) => query.whereNull('definition.versionTag')),
}

/** Columns without the model itself, which may be a megabyte. */
const columns = ['id', 'deploymentId', 'key', 'version', 'versionTag', 'name', 'tenant', 'resourceName', 'suspendedAt', 'historyTtl'].map(
  (name) => `definition.${name}`,
)

/** Processes only: global tasks are called and never shown. */
function visible(db: Db, actor: Actor): Knex.QueryBuilder {
  return db('definition').where('definition.kind', 'process').whereIn('definition.tenant', tenantsOf(actor))
}

function matching(db: Db, { given }: ListRequest<DefinitionFilters>, actor: Actor): Knex.QueryBuilder {
  const query = applyFilters(visible(db, actor), given, rules)
  const { tenantIdIn, includeProcessDefinitionsWithoutTenantId, latestVersion } = given
  if (tenantIdIn !== undefined)
    query.whereIn('definition.tenant', includeProcessDefinitionsWithoutTenantId ? ['', ...tenantIdIn] : tenantIdIn.filter((id) => id !== ''))
  if (latestVersion) query.where('definition.version', newestVersion(db))
  return query
}

function newestVersion(db: Db): Knex.QueryBuilder {
  return db('definition as newest')
    .max('newest.version')
    .whereRaw('?? = ?? and ?? = ??', ['newest.key', 'definition.key', 'newest.tenant', 'definition.tenant'])
}

export async function listDefinitions(db: Db, request: ListRequest<DefinitionFilters>, actor: Actor): Promise<DefinitionFacts[]> {
  return paged(matching(db, request, actor), request, definitionSorting, 'definition.id').select(columns)
}

export function countDefinitions(db: Db, request: ListRequest<DefinitionFilters>, actor: Actor): Promise<{ count: number }> {
  return countOf(matching(db, request, actor), 'definition.id')
}

export async function findDefinition(db: Db, id: string, actor: Actor): Promise<DefinitionFacts | undefined> {
  return visible(db, actor).where('definition.id', id).first(columns)
}

/** The newest version of a key of exactly this tenant ('' is none). */
export async function latestDefinition(db: Db, { key, tenant }: { key: string; tenant: string }, actor: Actor): Promise<DefinitionFacts | undefined> {
  return visible(db, actor).where({ 'definition.key': key, 'definition.tenant': tenant }).orderBy('definition.version', 'desc').first(columns)
}

export async function definitionsOfKey(db: Db, { key, tenant }: { key: string; tenant: string }, actor: Actor): Promise<DefinitionFacts[]> {
  return visible(db, actor).where({ 'definition.key': key, 'definition.tenant': tenant }).orderBy('definition.version').select(columns)
}

export async function definitionsOfDeployment(db: Db, deploymentId: string): Promise<DefinitionFacts[]> {
  return db('definition').where({ 'definition.deploymentId': deploymentId, 'definition.kind': 'process' }).orderBy('definition.key').select(columns)
}

export async function setSuspended(db: Db, ids: string[], suspendedAt: string | null): Promise<void> {
  await db('definition').whereIn('id', ids).update({ suspendedAt })
}

export async function setHistoryTtl(db: Db, id: string, historyTtl: number | null): Promise<void> {
  await db('definition').where({ id }).update({ historyTtl })
}

export type ActivityCount = { nodeId: string; count: number }

/** Running activities of a version by node, and open incidents by node and kind. */
export async function activityCounts(db: Db, definitionId: string): Promise<ActivityCount[]> {
  const rows: { nodeId: string; count: number | string }[] = await db('execution')
    .join('instance', 'instance.id', 'execution.instanceId')
    .where('instance.definitionId', definitionId)
    .whereNotNull('execution.parentId')
    .whereNotNull('execution.activityId')
    .groupBy('execution.nodeId')
    .orderBy('execution.nodeId')
    .select('execution.nodeId')
    .count({ count: '*' })
  return rows.map(({ nodeId, count }) => ({ nodeId, count: Number(count) }))
}

export type IncidentCount = { nodeId: string; kind: string; count: number }

export async function incidentCounts(db: Db, definitionId: string): Promise<IncidentCount[]> {
  const rows: { nodeId: string; kind: string; count: number | string }[] = await db('incident')
    .join('instance', 'instance.id', 'incident.instanceId')
    .where('instance.definitionId', definitionId)
    .groupBy('incident.nodeId', 'incident.kind')
    .select('incident.nodeId', 'incident.kind')
    .count({ count: '*' })
  return rows.map(({ nodeId, kind, count }) => ({ nodeId, kind, count: Number(count) }))
}

/** Unfinished instances by definition. */
export async function instanceCounts(db: Db): Promise<Map<string, number>> {
  const rows: { definitionId: string; count: number | string }[] = await db('instance')
    .whereNull('endedAt')
    .groupBy('definitionId')
    .select('definitionId')
    .count({ count: '*' })
  return new Map(rows.map(({ definitionId, count }) => [definitionId, Number(count)]))
}

export async function failedJobCounts(db: Db, definitionId: string): Promise<Map<string, number>> {
  const rows: { nodeId: string; count: number | string }[] = await db('job')
    .where({ definitionId, retries: 0 })
    .whereNot('kind', 'external')
    .groupBy('nodeId')
    .select('nodeId')
    .count({ count: '*' })
  return new Map(rows.map(({ nodeId, count }) => [nodeId, Number(count)]))
}

export async function findStarted(db: Db, id: string): Promise<{ businessKey: string | null; endedAt: string | null; suspendedAt: string | null } | undefined> {
  return db('instance').where({ id }).first('businessKey', 'endedAt', 'suspendedAt')
}

export async function runningOf(db: Db, definitionIds: string[]): Promise<string[]> {
  const rows: { id: string }[] = await db('instance').whereIn('definitionId', definitionIds).whereNull('endedAt').orderBy('id').select('id')
  return rows.map(({ id }) => id)
}
