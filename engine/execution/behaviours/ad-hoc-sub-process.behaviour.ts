import type { Behaviour, Visit } from '../behaviour.ts'
import { isTrue } from '../condition.ts'
import { enter, leave, terminate, type Operation } from '../operation.ts'
import { openScopeAt } from '../scope.ts'
import { newToken } from '../token.ts'

/**
 * Its activities need no flows between them (BPMN 2.0, 10.3.5 and 13.3.5). `all` starts those that no flow leads to, at once or in
 * document order one after the other; `manual` starts none: people do, by a modification of the instance. Its condition is looked at
 * whenever an activity inside has completed. Without a condition `all` is done when all is done, `manual` when it is told so by a call
 * with the id of its execution. With a condition that does not hold it stays open, and activities may be started in it.
 */
export const adHocSubProcess: Behaviour = {
  enter(visit) {
    const { node, execution, rows } = visit
    const starts = node.adHoc?.start === 'manual' ? [] : node.starts
    if (node.adHoc?.ordering !== 'Sequential') return oneByOne(openScopeAt(visit, execution.id, starts))
    const opened = openScopeAt(visit, execution.id, starts.slice(0, 1))
    remember(visit, { left: starts.slice(1) })
    rows.updateExecution(execution.id, { waits: true })
    return opened
  },
  completed(visit, inside) {
    const { node, execution } = visit
    const end: Operation = { op: 'end', executionId: inside.id }
    if (execution.data['over'] === true) return [end]
    if (!isActivity.test(visit.graph.nodes[inside.nodeId]?.kind ?? '') || !isDone(visit, false)) return undefined
    remember(visit, { over: true })
    return node.adHoc?.cancelRemaining ? [terminate(execution.id)] : [end]
  },
  /** It is over, and what is left only waits for tokens that will not come. */
  ended({ execution, rows }) {
    if (execution.data['over'] !== true) return []
    return rows.children(execution.id).every(({ data }) => data['joins'] === true) ? [terminate(execution.id)] : []
  },
  emptied(visit) {
    const { node, execution } = visit
    if (execution.data['over'] === true) return [leave(execution.id)]
    const [next, ...left] = leftIn(visit)
    if (next !== undefined) {
      remember(visit, { left })
      return [enter(newToken(visit, execution.id, next).id, next)]
    }
    return node.adHoc?.start === 'all' && !node.adHoc.completionCondition ? [leave(execution.id)] : []
  },
  resume(visit, trigger) {
    if (trigger.kind !== 'signalled') return []
    const { node, execution, rows } = visit
    rows.setVariables(execution.id, trigger.variables)
    if (execution.data['over'] === true || !isDone(visit, true)) return []
    remember(visit, { over: true })
    return node.adHoc?.cancelRemaining || !rows.hasChildren(execution.id) ? [terminate(execution.id)] : []
  },
}

/** The last operation is done first: in document order, each when the one before has come to rest, so that what is over early starts no more. */
const oneByOne = (operations: Operation[]): Operation[] =>
  operations.map((operation): Operation => (operation.op === 'enter' ? { ...operation, next: true } : operation)).reverse()

const isActivity = /[tT]ask$|[sS]ubProcess$|transaction$|callActivity$/

function isDone({ node, evaluate }: Visit, withoutCondition: boolean): boolean {
  const condition = node.adHoc?.completionCondition
  return condition ? isTrue(condition, evaluate(condition)) : withoutCondition
}

/** Sequential: what is still to be started by itself. */
function leftIn({ execution }: Visit): string[] {
  const { left } = execution.data
  return Array.isArray(left) ? left.map(String) : []
}

function remember({ execution, rows }: Visit, what: { left: string[] } | { over: true }): void {
  const { data } = rows.execution(execution.id)
  rows.updateExecution(execution.id, { data: { ...data, ...what } })
}
