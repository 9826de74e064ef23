import type { Visit } from './behaviour.ts'
import { firstDue } from './timer.ts'

/** Makes the job of a timer event, on behalf of the execution that waits for it: a restart between arming and firing loses no deadline. */
export function armTimer({ node, execution, rows, env, evaluate }: Visit): void {
  if (node.event?.kind !== 'timer') return
  const { dueAt, data } = firstDue(node.event, evaluate(node.event.value), env.now)
  const { tenant, definitionId } = rows.instance
  const id = env.newId()
  const of = { instanceId: execution.instanceId, executionId: execution.id, definitionId, nodeId: node.id, tenant }
  rows.put('jobs', id, { ...of, id, kind: 'timer', dueAt, data, retries: env.retries, createdAt: env.now })
}
