import type { Node } from '../bpmn/graph.ts'
import { goOn, type Operation } from './operation.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'
import { newToken } from './token.ts'

/**
 * startQuantity: the activity begins when so many tokens have come, and takes them all (BPMN 2.0, 10.3.2 and 13.3.2).
 * @returns whether it begins now; else the token stays and waits for the others
 */
export function collectTokens({ rows }: Run, arrived: ExecutionRow, node: Node): boolean {
  const siblings = arrived.parentId === null ? [] : rows.children(arrived.parentId)
  const waiting = siblings.filter(({ id, nodeId, data }) => id !== arrived.id && nodeId === node.id && data['joins'] === true)
  if (waiting.length + 1 < node.startQuantity) {
    rows.updateExecution(arrived.id, { waits: true, data: { ...arrived.data, joins: true } })
    return false
  }
  for (const { id } of waiting) rows.remove('executions', id)
  return true
}

/** completionQuantity: so many tokens leave on each outgoing flow; the first one is the activity's own. */
export function multiply(run: Run, { completionQuantity, id: nodeId }: Node, done: ExecutionRow, flows: string[]): Operation[] {
  const parentId = done.parentId
  if (parentId === null) return []
  return Array.from({ length: completionQuantity - 1 }, () => goOn(newToken(run, parentId, nodeId).id, flows))
}
