import { cancelInstance } from '../cancel.ts'
import { tellParent } from '../ended.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import { updateTask } from '../update-task.ts'

/** An instance is cancelled from outside, or an open task is changed: listeners hear of both. */
export function commandOperation(run: Run, { command }: Extract<Operation, { op: 'command' }>): Operation[] {
  return command.kind === 'cancel' ? cancel(run, command.reason) : updateTask(run, command)
}

function cancel(run: Run, deleteReason: string): Operation[] {
  if (run.rows.instance.endedAt !== null) return []
  cancelInstance(run, { state: 'cancelled', deleteReason })
  tellParent(run, null)
  return []
}
