import { cancelTree, dropActivity } from '../cancel.ts'
import type { Run } from '../run.ts'
import { enter, type Operation } from '../operation.ts'
import type { Trigger } from '../trigger.ts'
import { behaviourOf, visit } from './visit.ts'

/** Something an execution waited for has happened: to the element itself, or to an event on its boundary. */
export function resumeOperation(run: Run, { executionId, trigger }: Extract<Operation, { op: 'resume' }>): Operation[] {
  const { rows } = run
  const listener = listenerOf(run, trigger)
  if (listener?.executionId !== executionId) return []
  const { nodeId } = listener
  const execution = rows.execution(executionId)
  if (run.graph.nodes[nodeId]?.attachedTo === execution.nodeId) return fireBoundary(run, executionId, nodeId, trigger)
  return behaviourOf(run, nodeId).resume?.(visit(run, execution), trigger) ?? []
}

/** The row that waited for this; undefined when it is no longer there. */
function listenerOf({ rows }: Run, trigger: Trigger): { executionId: string | null; nodeId: string } | undefined {
  if (trigger.kind === 'task') return rows.get('tasks', trigger.taskId)
  if (trigger.kind === 'message') return rows.get('subscriptions', trigger.subscriptionId)
  return rows.get('jobs', trigger.jobId)
}

function fireBoundary(run: Run, hostId: string, boundaryId: string, trigger: Trigger): Operation[] {
  const { rows, env, graph } = run
  const host = rows.execution(hostId)
  const event = visit(run, host, boundaryId)
  behaviourOf(run, boundaryId).rearm?.(event, trigger)
  if (trigger.kind === 'message') for (const [name, value] of Object.entries(trigger.variables)) rows.setVariable(hostId, name, value)
  if (!graph.nodes[boundaryId]?.interrupting) {
    const id = env.newId()
    rows.put('executions', id, { ...host, id, nodeId: boundaryId, activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
    return [enter(id, boundaryId)]
  }
  cancelTree(run, hostId)
  dropActivity(run, host)
  rows.remove('scopes', hostId)
  rows.updateExecution(hostId, { activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
  return [enter(hostId, boundaryId)]
}
