import type { Knex } from 'knex'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { applyFilters, equals, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'
import { kindOfIncident } from '../incident-filters.ts'
import { countOf, paged, type Given, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { whereVariable } from '../variable-filter.ts'
import { executionSorting, type ExecutionFilters } from './execution.filters.ts'

export type ExecutionFacts = { id: string; instanceId: string; parentId: string | null; nodeId: string; definitionId: string; tenant: string }

const columns = ['execution.id', 'execution.instanceId', 'execution.parentId', 'execution.nodeId', 'instance.definitionId', 'definition.tenant']

/** Executions that have what hangs on them, of which `column` has the value. */
const having =
  (table: string, column: string, operator = '=') =>
  (query: Knex.QueryBuilder, value: string) =>
    query.whereIn('execution.id', (inner) =>
      inner
        .from(table)
        .where(column, operator, column === 'incident.kind' ? kindOfIncident(value) : value)
        .select(`${table}.executionId`),
    )

const subscribed = (kind: string) => (query: Knex.QueryBuilder, name: string) =>
  query.whereIn('execution.id', (inner) =>
    inner.from('subscription').where({ 'subscription.kind': kind, 'subscription.name': name }).select('subscription.executionId'),
  )

function rules(db: Db, given: Given<ExecutionFilters>): FilterRules<ExecutionFilters> {
  const ignoring = { ignoreNames: given.variableNamesIgnoreCase, ignoreValues: given.variableValuesIgnoreCase }
  return {
    businessKey: equals('instance.businessKey'),
    processDefinitionId: equals('instance.definitionId'),
    processDefinitionKey: equals('instance.definitionKey'),
    processInstanceId: equals('execution.instanceId'),
    activityId: (query, id) => query.where('execution.nodeId', id).whereNotNull('execution.parentId'),
    signalEventSubscriptionName: subscribed('signal'),
    messageEventSubscriptionName: subscribed('message'),
    active: when((query) => query.whereNull('instance.suspendedAt')),
    suspended: when((query) => query.whereNotNull('instance.suspendedAt')),
    incidentId: having('incident', 'incident.id'),
    incidentType: having('incident', 'incident.kind'),
    incidentMessage: having('incident', 'incident.message'),
    incidentMessageLike: having('incident', 'incident.message', 'like'),
    tenantIdIn: ofTenants,
    withoutTenantId: when(ofNoTenant),
    variables: (query, conditions) => {
      for (const each of conditions) whereVariable(query, db, 'execution.id', { ...each, ...ignoring })
    },
    processVariables: (query, conditions) => {
      for (const each of conditions) whereVariable(query, db, 'execution.instanceId', { ...each, ...ignoring })
    },
  }
}

type Of = { scope: Scope; actor: Actor }

function visible(db: Db, { scope, actor }: Of): Knex.QueryBuilder {
  return scope.restrict(
    actor,
    db('execution').join('instance', 'instance.id', 'execution.instanceId').join('definition', 'definition.id', 'instance.definitionId'),
  )
}

export async function listExecutions(db: Db, request: ListRequest<ExecutionFilters>, of: Of): Promise<ExecutionFacts[]> {
  return paged(applyFilters(visible(db, of), request.given, rules(db, request.given)), request, executionSorting, 'execution.id').select(columns)
}

export function countExecutions(db: Db, request: ListRequest<ExecutionFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, of), request.given, rules(db, request.given)), 'execution.id')
}

export async function findExecution(db: Db, id: string, of: Of): Promise<ExecutionFacts | undefined> {
  return visible(db, of).where('execution.id', id).first(columns)
}

/** Executions below an instance's root that have none below them: where its tokens are. */
export async function leavesOf(db: Db, instanceId: string): Promise<string[]> {
  const rows: { id: string }[] = await db('execution')
    .where('execution.instanceId', instanceId)
    .whereNotNull('execution.parentId')
    .whereNotExists((inner) => inner.from('execution as child').whereRaw('?? = ??', ['child.parentId', 'execution.id']))
    .orderBy('execution.id')
    .select('execution.id')
  return rows.map(({ id }) => id)
}
