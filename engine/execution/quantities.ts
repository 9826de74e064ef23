import type { Node } from '../bpmn/graph.ts'
import { park, waitingAt } from './join.ts'
import { goOn, type Operation } from './operation.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'
import { newToken } from './token.ts'

/**
 * startQuantity: the activity begins when so many tokens have come, by whatever flows, and takes them all (BPMN 2.0, 10.3.2 and 13.3.2).
 * Too few wait, for ever if no more come: stuck.ts says which.
 * @returns whether it begins now; else the token stays and waits for the others
 */
export function collectTokens(run: Run, arrived: ExecutionRow, node: Node): boolean {
  const { rows } = run
  const siblings = arrived.parentId === null ? [] : rows.children(arrived.parentId)
  const waiting = waitingAt(siblings, node.id).filter(({ id }) => id !== arrived.id)
  if (waiting.length + 1 < node.startQuantity) {
    park(run, arrived)
    return false
  }
  for (const { id } of waiting.slice(0, node.startQuantity - 1)) rows.remove('executions', id)
  return true
}

/** completionQuantity: so many tokens leave on each outgoing flow; the first one is the activity's own. */
export function multiply(run: Run, { completionQuantity, id: nodeId }: Node, done: ExecutionRow, flows: string[]): Operation[] {
  const parentId = done.parentId
  if (parentId === null) return []
  return Array.from({ length: completionQuantity - 1 }, () => goOn(newToken(run, parentId, nodeId).id, flows))
}
