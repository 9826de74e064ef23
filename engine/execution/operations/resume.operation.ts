import { cancelTree, dropActivity } from '../cancel.ts'
import type { Machine } from '../machine.ts'
import { enter, type Operation } from '../operation.ts'
import type { Trigger } from '../trigger.ts'
import { behaviourOf, visit } from './visit.ts'

/** Something an execution waited for has happened: to the element itself, or to an event on its boundary. */
export function resumeOperation(machine: Machine, { executionId, trigger }: Extract<Operation, { op: 'resume' }>): Operation[] {
  const { rows } = machine
  const listener = listenerOf(machine, trigger)
  if (listener?.executionId !== executionId) return []
  const { nodeId } = listener
  const execution = rows.execution(executionId)
  if (machine.graph.nodes[nodeId]?.attachedTo === execution.nodeId) return fireBoundary(machine, executionId, nodeId, trigger)
  return behaviourOf(machine, nodeId).resume?.(visit(machine, execution), trigger) ?? []
}

/** The row that waited for this; undefined when it is no longer there. */
function listenerOf({ rows }: Machine, trigger: Trigger): { executionId: string | null; nodeId: string } | undefined {
  if (trigger.kind === 'task') return rows.get('tasks', trigger.taskId)
  if (trigger.kind === 'message') return rows.get('subscriptions', trigger.subscriptionId)
  return rows.get('jobs', trigger.jobId)
}

function fireBoundary(machine: Machine, hostId: string, boundaryId: string, trigger: Trigger): Operation[] {
  const { rows, env, graph } = machine
  const host = rows.execution(hostId)
  const event = visit(machine, host, boundaryId)
  behaviourOf(machine, boundaryId).rearm?.(event, trigger)
  if (trigger.kind === 'message') for (const [name, value] of Object.entries(trigger.variables)) rows.setVariable(hostId, name, value)
  if (!graph.nodes[boundaryId]?.interrupting) {
    const id = env.newId()
    rows.put('executions', id, { ...host, id, nodeId: boundaryId, activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
    return [enter(id, boundaryId)]
  }
  cancelTree(machine, hostId)
  dropActivity(machine, host)
  rows.remove('scopes', hostId)
  rows.updateExecution(hostId, { activityId: null, startedAt: null, kind: 'token', waits: false, data: {} })
  return [enter(hostId, boundaryId)]
}
