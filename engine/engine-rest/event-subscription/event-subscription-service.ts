import type { Actor } from '../../identity/actor.ts'
import { toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import type { ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import type { SubscriptionFilters } from './event-subscription.filters.ts'
import { countSubscriptions, listSubscriptions, type SubscriptionFacts } from './event-subscription.store.ts'

export function createSubscriptionService({ db, scope }: Pick<EngineRestDeps, 'db'> & { scope: Scope }) {
  return {
    list: async (request: ListRequest<SubscriptionFilters>, actor: Actor) => (await listSubscriptions(db, request, { scope, actor })).map(view),
    count: (request: ListRequest<SubscriptionFilters>, actor: Actor) => countSubscriptions(db, request, { scope, actor }),
  }
}

function view({ id, kind, name, executionId, instanceId, nodeId, createdAt, tenant }: SubscriptionFacts) {
  return {
    id,
    eventType: kind,
    eventName: name === '' ? null : name,
    executionId,
    processInstanceId: instanceId,
    activityId: nodeId,
    createdDate: toCamundaDate(createdAt),
    tenantId: tenantId(tenant),
  }
}
