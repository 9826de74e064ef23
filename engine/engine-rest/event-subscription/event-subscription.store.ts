import type { Knex } from 'knex'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { applyFilters, equals, type FilterRules } from '../apply-filters.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import { tenantsOf, type Scope } from '../scope.ts'
import { subscriptionSorting, type SubscriptionFilters } from './event-subscription.filters.ts'

export type SubscriptionFacts = {
  id: string
  kind: string
  name: string
  executionId: string | null
  instanceId: string | null
  nodeId: string
  createdAt: string
  tenant: string
}

const rules: FilterRules<SubscriptionFilters> = {
  eventSubscriptionId: equals('s.id'),
  eventType: equals('s.kind'),
  eventName: equals('s.name'),
  executionId: equals('s.executionId'),
  processInstanceId: equals('s.instanceId'),
  activityId: equals('s.nodeId'),
}

type Of = { scope: Scope; actor: Actor }

/** What running instances wait for, and what starts new ones: both are event subscriptions there. */
function all(db: Db, { scope, actor }: Of): Knex.QueryBuilder {
  const running = scope
    .restrict(actor, db('subscription').join('instance', 'instance.id', 'subscription.instanceId').join('definition', 'definition.id', 'instance.definitionId'))
    .select(
      'subscription.id',
      'subscription.kind',
      'subscription.name',
      'subscription.executionId',
      'subscription.instanceId',
      'subscription.nodeId',
      'subscription.createdAt',
      'definition.tenant',
    )
  const starts = db('start_subscription')
    .whereIn('tenant', tenantsOf(actor))
    .select('id', 'kind', 'name', db.raw('null as execution_id'), db.raw('null as instance_id'), 'nodeId', 'createdAt', 'tenant')
  return db.from(running.unionAll(starts).as('s'))
}

function matching(db: Db, { given }: ListRequest<SubscriptionFilters>, of: Of): Knex.QueryBuilder {
  const query = applyFilters(all(db, of), given, rules)
  const { tenantIdIn, withoutTenantId, includeEventSubscriptionsWithoutTenantId } = given
  if (withoutTenantId) query.where('s.tenant', '')
  if (tenantIdIn !== undefined) query.whereIn('s.tenant', includeEventSubscriptionsWithoutTenantId ? ['', ...tenantIdIn] : tenantIdIn)
  return query
}

export async function listSubscriptions(db: Db, request: ListRequest<SubscriptionFilters>, of: Of): Promise<SubscriptionFacts[]> {
  return paged(matching(db, request, of), request, subscriptionSorting, 's.id').select('s.*')
}

export function countSubscriptions(db: Db, request: ListRequest<SubscriptionFilters>, of: Of): Promise<{ count: number }> {
  return countOf(matching(db, request, of), 's.id')
}
