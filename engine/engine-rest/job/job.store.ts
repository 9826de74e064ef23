import type { Knex } from 'knex'
import { fromJson } from '../../db/json.ts'
import type { JobRow } from '../../execution/state.ts'
import type { Actor } from '../../identity/actor.ts'
import type { LeasedJob } from '../../jobs/jobs.store.ts'
import type { Db } from '../../module.ts'
import { among, applyFilters, equals, like, when, type FilterRules } from '../apply-filters.ts'
import { ofNoTenant, ofTenants } from '../definition-tenant.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import type { DateCondition } from '../query-values.ts'
import { tenantsOf, type Scope } from '../scope.ts'
import { namedJobDefinition } from './job-definition.ts'
import { jobSorting, type JobFilters } from './job.filters.ts'

export type JobFacts = Pick<
  JobRow,
  'id' | 'instanceId' | 'executionId' | 'definitionId' | 'nodeId' | 'kind' | 'dueAt' | 'retries' | 'priority' | 'createdAt'
> & {
  error: string | null
  suspendedAt: string | null
  definitionKey: string
  tenant: string
}

/** Kinds that are jobs in Camunda too; external tasks and effects on other instances are not. */
const timers = ['timer', 'start']
const messages = ['async', 'handler']
const columns = [
  ...['id', 'instanceId', 'executionId', 'definitionId', 'nodeId', 'kind', 'dueAt', 'retries', 'priority', 'createdAt', 'error', 'suspendedAt'].map(
    (name) => `job.${name}`,
  ),
  'definition.key as definitionKey',
  'definition.tenant',
]

const dated = (column: string) => (query: Knex.QueryBuilder, conditions: DateCondition[]) => {
  for (const { operator, value } of conditions) query.where(column, operator, value)
}

function rules(now: string): FilterRules<JobFilters> {
  return {
    jobId: equals('job.id'),
    jobIds: among('job.id'),
    jobDefinitionId: (query, id) => query.where(namedJobDefinition(id)),
    processInstanceId: equals('job.instanceId'),
    processInstanceIds: among('job.instanceId'),
    executionId: equals('job.executionId'),
    processDefinitionId: equals('job.definitionId'),
    processDefinitionKey: equals('definition.key'),
    activityId: equals('job.nodeId'),
    withRetriesLeft: when((query) => query.where('job.retries', '>', 0)),
    executable: when((query) => query.where('job.retries', '>', 0).where('job.dueAt', '<=', now)),
    timers: when((query) => query.whereIn('job.kind', timers)),
    messages: when((query) => query.whereIn('job.kind', messages)),
    dueDates: dated('job.dueAt'),
    createTimes: dated('job.createdAt'),
    withException: when((query) => query.whereNotNull('job.error')),
    exceptionMessage: like('job.error'),
    failedActivityId: (query, id) => query.where('job.nodeId', id).whereNotNull('job.error'),
    noRetriesLeft: when((query) => query.where('job.retries', 0)),
    active: when((query) => query.whereNull('job.suspendedAt').whereNull('instance.suspendedAt')),
    suspended: when((query) => query.where((any) => void any.whereNotNull('job.suspendedAt').orWhereNotNull('instance.suspendedAt'))),
    priorityLowerThanOrEquals: (query, priority) => query.where('job.priority', '<=', priority),
    priorityHigherThanOrEquals: (query, priority) => query.where('job.priority', '>=', priority),
    tenantIdIn: ofTenants,
    withoutTenantId: when(ofNoTenant),
  }
}

export type Of = { scope: Scope; actor: Actor; now: string }

/** Jobs of instances that a person sees, and those that start instances. */
function visible(db: Db, { scope, actor }: Of): Knex.QueryBuilder {
  return db('job')
    .leftJoin('instance', 'instance.id', 'job.instanceId')
    .join('definition', 'definition.id', 'job.definitionId')
    .whereIn('job.kind', [...timers, ...messages])
    .where((any) => {
      any.where((starts) => void starts.whereNull('job.instanceId').whereIn('definition.tenant', tenantsOf(actor)))
      any.orWhere((running) => void scope.restrict(actor, running.whereNotNull('job.instanceId')))
    })
}

export async function listJobs(db: Db, request: ListRequest<JobFilters>, of: Of): Promise<JobFacts[]> {
  return paged(applyFilters(visible(db, of), request.given, rules(of.now)), request, jobSorting, 'job.id').select(columns)
}

export function countJobs(db: Db, request: ListRequest<JobFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, of), request.given, rules(of.now)), 'job.id')
}

export async function findJob(db: Db, id: string, of: Of): Promise<JobFacts | undefined> {
  return visible(db, of).where('job.id', id).first(columns)
}

/** Takes one job for this caller, due or not; undefined when a node is doing it now. */
export async function leaseJob(db: Knex, id: string, { node, now, until }: { node: string; now: string; until: string }): Promise<LeasedJob | undefined> {
  const [row]: LeasedJob[] = await db('job')
    .where({ id })
    .where((free) => free.whereNull('leaseUntil').orWhere('leaseUntil', '<', now))
    .update({ leaseOwner: node, leaseUntil: until, fence: db.raw('fence + 1') })
    .returning('*')
  return row && { ...row, data: fromJson(row.data) }
}

export async function jobError(db: Db, id: string): Promise<{ error: string | null; errorDetails: string | null } | undefined> {
  return db('job').where({ id }).first('error', 'errorDetails')
}

export type JobChange = { retries?: number; dueAt?: string; priority?: number; suspendedAt?: string | null }

export async function changeJobs(db: Db, ids: string[], change: JobChange): Promise<void> {
  await db('job').whereIn('id', ids).update(change)
}

export async function deleteJob(db: Db, id: string): Promise<void> {
  await db('job').where({ id }).delete()
}
