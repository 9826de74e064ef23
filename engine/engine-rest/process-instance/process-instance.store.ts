import type { Knex } from 'knex'
import type { ExecutionRow, IncidentRow } from '../../execution/state.ts'
import { fromJson } from '../../db/json.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { among, applyFilters, equals, like, notAmong, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'
import { withIncident } from '../incident-filters.ts'
import { countOf, paged, readFilters, type Given, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { whereVariable } from '../variable-filter.ts'
import { instanceFilters, instanceSorting, type InstanceFilters } from './process-instance.filters.ts'

export type InstanceFacts = {
  id: string
  definitionId: string
  definitionKey: string
  businessKey: string | null
  suspendedAt: string | null
  endedAt: string | null
  /** Of the definition. */
  tenant: string
}

const columns = ['id', 'definitionId', 'definitionKey', 'businessKey', 'suspendedAt', 'endedAt'].map((name) => `instance.${name}`)

const hasNo = (query: Knex.QueryBuilder) =>
  query.whereNotExists((inner) => inner.from('instance as child').whereRaw('?? = ??', ['child.parentId', 'instance.id']).whereNull('child.endedAt'))

function rules(db: Db, { variableNamesIgnoreCase, variableValuesIgnoreCase }: Given<InstanceFilters>): FilterRules<InstanceFilters> {
  return {
    processInstanceIds: among('instance.id'),
    businessKey: equals('instance.businessKey'),
    businessKeyLike: like('instance.businessKey'),
    processDefinitionId: equals('instance.definitionId'),
    processDefinitionKey: equals('instance.definitionKey'),
    processDefinitionKeyIn: among('instance.definitionKey'),
    processDefinitionKeyNotIn: notAmong('instance.definitionKey'),
    deploymentId: equals('definition.deploymentId'),
    superProcessInstance: equals('instance.parentId'),
    subProcessInstance: (query, id) => query.whereIn('instance.id', db('instance as child').where('child.id', id).select('child.parentId')),
    active: when((query) => query.whereNull('instance.suspendedAt')),
    suspended: when((query) => query.whereNotNull('instance.suspendedAt')),
    withIncident: when((query) => query.whereIn('instance.id', db('incident').select('incident.instanceId'))),
    incidentId: withIncident('incident.id'),
    incidentType: withIncident('incident.kind'),
    incidentMessage: withIncident('incident.message'),
    incidentMessageLike: withIncident('incident.message', 'like'),
    tenantIdIn: ofTenants,
    withoutTenantId: when(ofNoTenant),
    processDefinitionWithoutTenantId: when(ofNoTenant),
    activityIdIn: (query, ids) =>
      query.whereIn('instance.id', db('execution').whereIn('execution.nodeId', ids).whereNotNull('execution.activityId').select('execution.instanceId')),
    rootProcessInstances: when((query) => query.whereNull('instance.parentId')),
    leafProcessInstances: when(hasNo),
    variables: (query, conditions) => {
      for (const each of conditions)
        whereVariable(query, db, 'instance.id', { ...each, ignoreNames: variableNamesIgnoreCase, ignoreValues: variableValuesIgnoreCase })
    },
    orQueries: (query, queries) => {
      for (const each of queries) anyOf(db, query, readFilters(instanceFilters, each))
    },
  }
}

/** One or-query: any of its filters is enough. */
function anyOf(db: Db, query: Knex.QueryBuilder, given: Given<InstanceFilters>): void {
  query.where((any) => {
    for (const [name, value] of Object.entries(given)) any.orWhere((one) => void applyFilters(one, { [name]: value }, rules(db, given)))
  })
}

function visible(db: Db, scope: Scope, actor: Actor): Knex.QueryBuilder {
  return scope.restrict(actor, db('instance').join('definition', 'definition.id', 'instance.definitionId'))
}

export type Of = { scope: Scope; actor: Actor }

function matching(db: Db, { given }: ListRequest<InstanceFilters>, { scope, actor }: Of): Knex.QueryBuilder {
  return applyFilters(visible(db, scope, actor).whereNull('instance.endedAt'), given, rules(db, given))
}

export async function listInstances(db: Db, request: ListRequest<InstanceFilters>, of: Of): Promise<InstanceFacts[]> {
  return paged(matching(db, request, of), request, instanceSorting, 'instance.id').select(...columns, 'definition.tenant')
}

export function countInstances(db: Db, request: ListRequest<InstanceFilters>, of: Of): Promise<{ count: number }> {
  return countOf(matching(db, request, of), 'instance.id')
}

/** An instance that this person sees, also one that has ended. */
export async function findVisible(db: Db, id: string, { scope, actor }: Of): Promise<InstanceFacts | undefined> {
  return visible(db, scope, actor)
    .where('instance.id', id)
    .first(...columns, 'definition.tenant')
}

export async function executionsOf(db: Db, instanceId: string): Promise<ExecutionRow[]> {
  const rows: ExecutionRow[] = await db('execution').where({ instanceId }).orderBy('id')
  return rows.map((row) => ({ ...row, waits: Boolean(row.waits), data: fromJson(row.data) }))
}

export async function incidentsOf(db: Db, instanceId: string): Promise<IncidentRow[]> {
  return db('incident').where({ instanceId }).orderBy('id')
}

export type WaitingJob = { executionId: string; nodeId: string; kind: string }

/** Steps that are put off: Camunda shows them as transitions. */
export async function asyncJobsOf(db: Db, instanceId: string): Promise<WaitingJob[]> {
  return db('job').where({ instanceId, kind: 'async' }).whereNotNull('executionId').select('executionId', 'nodeId', 'kind')
}
