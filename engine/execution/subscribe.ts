import type { Visit } from './behaviour.ts'
import type { SubscriptionRow } from './state.ts'

/** Begins to wait for a message, a signal or a condition. @returns the subscription's id */
export function subscribe({ node, execution, rows, env }: Visit, wait: Pick<SubscriptionRow, 'kind' | 'name' | 'data'>): string {
  const id = env.newId()
  const { instanceId, id: executionId } = execution
  rows.put('subscriptions', id, { id, instanceId, executionId, nodeId: node.id, tenant: rows.instance.tenant, createdAt: env.now, ...wait })
  return id
}

/** Ids are made in the order of time: the first that waits is the first that hears, in whatever order rows were read. */
export const byId = ({ id }: SubscriptionRow, { id: other }: SubscriptionRow) => (id < other ? -1 : 1)
