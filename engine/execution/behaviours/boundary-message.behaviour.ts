import type { Behaviour } from '../behaviour.ts'
import { TokenFailure } from '../environment.ts'
import { leave } from '../operation.ts'

/** Listens while its host is active. Non-interrupting ones go on listening after a message. */
export const boundaryMessage: Behaviour = {
  arm({ node, execution, rows, env, evaluate }) {
    if (node.event?.kind !== 'message') return
    const name = evaluate(node.event.name)
    if (typeof name !== 'string' || name === '') throw new TokenFailure('expression', `the message name of ${node.id} is empty`)
    const id = env.newId()
    rows.put('subscriptions', id, {
      id,
      instanceId: execution.instanceId,
      executionId: execution.id,
      nodeId: node.id,
      kind: 'message',
      name,
      tenant: rows.instance.tenant,
      createdAt: env.now,
    })
  },
  enter: ({ execution }) => [leave(execution.id)],
}
