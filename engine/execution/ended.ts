import { outboxJob } from './call.ts'
import type { Run } from './run.ts'
import type { Thrown } from './trigger.ts'

/** An instance that was called has ended: whoever called it gets its variables, or the error it ended with. */
export function tellParent(run: Run, error: Thrown | null): void {
  const { instance } = run.rows
  if (instance.parentId === null) return
  const data = { parentId: instance.parentId, executionId: instance.parentExecutionId, childId: instance.id, error }
  const variables = run.rows.get('scopes', instance.id) ?? {}
  run.rows.send(outboxJob(run, { id: instance.id, nodeId: instance.definitionKey }, 'child-ended', { ...data, variables }))
}
