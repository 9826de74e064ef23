import { cancelInstance } from './cancel.ts'
import { tellParent } from './ended.ts'
import type { Run } from './run.ts'
import type { Thrown } from './trigger.ts'

/** An error that nobody in this instance catches ends it. The incident that says so is closed at once: nothing is left to resolve. */
export function endInstanceWith(run: Run, executionId: string, thrown: Thrown): void {
  const { rows, env } = run
  const { id: instanceId, tenant } = rows.instance
  const { nodeId } = rows.execution(executionId)
  const message = `the error ${thrown.code ?? ''} ended the instance${thrown.message ? `: ${thrown.message}` : ''}`
  const incident = { id: env.newId(), instanceId, executionId, nodeId, kind: 'unhandled-error', message, jobId: null, createdAt: env.now, tenant }
  cancelInstance(run, { state: 'failed', errorCode: thrown.code ?? '' })
  rows.addIncidentHistory({ ...incident, endedAt: env.now, state: 'resolved' })
  tellParent(run, thrown)
}
