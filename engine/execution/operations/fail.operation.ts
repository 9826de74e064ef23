import { dropListeners } from '../cancel.ts'
import { givenByLoop } from '../loops/loop-data.ts'
import type { Run } from '../run.ts'
import type { Operation } from '../operation.ts'

/** A behaviour gives up on its token. */
export function failOperation(run: Run, { executionId, incident }: Extract<Operation, { op: 'fail' }>): Operation[] {
  const { nodeId } = run.rows.execution(executionId)
  failToken(run, { op: 'enter', executionId, nodeId }, incident)
  return []
}

/** The token stays where it is with an incident that says why; retrying does the failed operation again. Nothing is lost. */
export function failToken(run: Run, operation: Operation & { executionId: string }, { kind, message }: { kind: string; message: string }): void {
  const { rows, env } = run
  const nodeId = operation.op === 'enter' ? operation.nodeId : rows.execution(operation.executionId).nodeId
  if (done.has(operation.op)) stayBehind(run, operation)
  else stayBefore(run, operation.executionId, nodeId)
  const { id: instanceId, tenant } = rows.instance
  const id = env.newId()
  rows.put('incidents', id, { id, instanceId, executionId: operation.executionId, nodeId, kind, message, jobId: null, createdAt: env.now, tenant })
}

/** The element is done, at least but for its way on: it listens as before, and a retry does this very operation again, not the element. */
const done = new Set<Operation['op']>(['leave', 'take', 'end', 'occur', 'recheck', 'spawn', 'finish-loop'])

function stayBehind({ rows }: Run, operation: Operation & { executionId: string }): void {
  const { data } = rows.execution(operation.executionId)
  rows.updateExecution(operation.executionId, { waits: true, data: { ...data, failed: operation } })
}

/**
 * What the entry armed and mapped goes, because the retry enters again: no listener twice, no input computed from itself.
 * The activity has begun all the same, and is one activity however often it is tried.
 */
function stayBefore(run: Run, executionId: string, nodeId: string): void {
  const { rows, env } = run
  const before = rows.execution(executionId)
  dropListeners(run, executionId)
  const given = givenByLoop(run, before)
  if (given) rows.put('scopes', executionId, given)
  else rows.remove('scopes', executionId)
  const activity = { activityId: before.activityId ?? env.newId(), startedAt: before.startedAt ?? env.now }
  rows.updateExecution(executionId, { ...activity, nodeId, kind: 'token', waits: true, data: { ...before.data, failed: 'enter' } })
}
