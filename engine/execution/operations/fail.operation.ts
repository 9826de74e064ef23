import { dropListeners } from '../cancel.ts'
import type { Machine } from '../machine.ts'
import type { Operation } from '../operation.ts'

/** A behaviour gives up on its token. */
export function failOperation(machine: Machine, { executionId, incident }: Extract<Operation, { op: 'fail' }>): Operation[] {
  const { nodeId } = machine.rows.execution(executionId)
  failToken(machine, { op: 'enter', executionId, nodeId }, incident)
  return []
}

/**
 * The token stays where it is with an incident that says why; retrying does the failed operation again. Nothing is lost.
 * What was armed for an entry goes, because the retry enters again and arms anew.
 */
export function failToken(machine: Machine, operation: Operation & { executionId: string }, { kind, message }: { kind: string; message: string }): void {
  const { rows, env } = machine
  if (operation.op !== 'leave') dropListeners(machine, operation.executionId)
  const before = rows.execution(operation.executionId)
  const nodeId = operation.op === 'enter' ? operation.nodeId : before.nodeId
  const failed = operation.op === 'leave' ? 'leave' : 'enter'
  const execution = rows.updateExecution(operation.executionId, { nodeId, waits: true, data: { ...before.data, failed } })
  const { id: instanceId, tenant } = rows.instance
  const id = env.newId()
  rows.put('incidents', id, { id, instanceId, executionId: execution.id, nodeId, kind, message, jobId: null, createdAt: env.now, tenant })
}
