import { outboxJob } from '../call.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import { byId } from '../subscribe.ts'
import type { TypedValue } from '../state.ts'
import { typed } from '../values.ts'

/**
 * A thrown message goes to one who waits for it in this instance, else after the commit to another instance, or starts one. A thrown
 * signal goes to everybody who waits for it here, and after the commit to everybody elsewhere.
 */
export function deliverOperation(run: Run, { what, name, payload, from }: Extract<Operation, { op: 'deliver' }>): Operation[] {
  const waiting = run.rows.waitingFor(what, name).sort(byId)
  const heard = what === 'message' ? waiting.slice(0, 1) : waiting
  if (what === 'signal' || heard.length === 0)
    run.rows.send(outboxJob(run, { id: from.executionId, nodeId: from.nodeId }, 'deliver', { what, name, payload: stored(payload) }))
  return heard.map(({ id, executionId }) => ({ op: 'resume', executionId, trigger: { kind: 'event', subscriptionId: id, variables: payload } }))
}

const stored = (payload: Record<string, unknown>): Record<string, TypedValue> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, typed(value)]))
