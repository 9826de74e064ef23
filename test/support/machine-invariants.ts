import { expect } from 'vitest'
import type { ProcessGraph } from '../../engine/bpmn/graph.ts'
import type { ActivityHistoryRow } from '../../engine/execution/changes.ts'
import { undoingOf } from '../../engine/execution/compensation/undoing.ts'
import type { ExecutionRow, InstanceState } from '../../engine/execution/state.ts'

/** What must hold of the rows after every command, whatever the model. */
export function checkInvariants(graph: ProcessGraph, state: InstanceState, ended: ActivityHistoryRow[]): void {
  const executions = Object.values(state.executions)
  const isActive = state.instance.state === 'active'
  expect(executions.some(({ parentId }) => parentId === null)).toBe(isActive)
  expect((state.instance.endedAt === null) === isActive).toBe(true)
  if (!isActive)
    expect(
      [
        executions,
        Object.values(state.tasks),
        Object.values(state.subscriptions),
        Object.values(state.jobs),
        Object.values(state.incidents),
      ].flat(),
    ).toEqual([])

  for (const execution of executions) checkExecution(graph, state, execution)
  for (const row of [state.tasks, state.subscriptions, state.jobs, state.incidents].flatMap((table) => Object.values(table)))
    expect(Object.keys(state.executions)).toContain(row.executionId)
  // The instance's own variables stay after its end.
  for (const id of Object.keys(state.scopes)) expect([state.instance.id, ...Object.keys(state.executions)]).toContain(id)
  const begun = executions.flatMap(({ activityId, parentId }) => (activityId === null || parentId === null ? [] : [activityId]))
  const all = [...ended.map(({ id }) => id), ...begun]
  expect(new Set(all).size).toBe(all.length)
}

/** No token is lost: each waits for something that can happen, or is a scope with tokens inside. */
function checkExecution(graph: ProcessGraph, state: InstanceState, execution: ExecutionRow): void {
  const { id, nodeId, parentId, kind } = execution
  expect(graph.nodes[nodeId], nodeId).toBeDefined()
  if (parentId !== null) expect(state.executions[parentId]?.kind).toBe('scope')
  const hasChildren = Object.values(state.executions).some((row) => row.parentId === id)
  // An ad-hoc sub-process waits for somebody to start something in it.
  if (kind === 'scope' && !graph.nodes[nodeId]?.adHoc) expect(hasChildren, `scope ${nodeId} holds no token`).toBe(true)
  if (kind === 'scope') return
  // A token at a join waits for its siblings.
  if (execution.data['joins'] === true) return
  // One that has thrown compensation waits for what is undone beside it.
  if (execution.data['compensates'] === true) {
    expect(Object.values(state.executions).some((row) => row.parentId === parentId && undoingOf(row)?.tells === id), `nothing is undone for ${nodeId}`).toBe(true)
    return
  }
  if (execution.data['childId'] !== undefined || graph.nodes[nodeId]?.kind === 'receiveTask') return
  const listens = [state.tasks, state.jobs, state.incidents, state.subscriptions].some((table) => Object.values(table).some((row) => row.executionId === id))
  expect(listens, `token at ${nodeId} waits for nothing`).toBe(true)
  const tasks = Object.values(state.tasks).filter((row) => row.executionId === id)
  expect(tasks.length).toBeLessThanOrEqual(1)
  checkListeners(graph, state, execution, tasks.length === 1)
}

/** Each boundary event listens at most once; for a message exactly once while a task is open. */
function checkListeners(graph: ProcessGraph, state: InstanceState, execution: ExecutionRow, hasTask: boolean): void {
  for (const boundaryId of graph.nodes[execution.nodeId]?.boundary ?? []) {
    const isMessage = graph.nodes[boundaryId]?.events[0]?.kind === 'message'
    const count = countOf(isMessage ? state.subscriptions : state.jobs, execution.id, boundaryId)
    expect(count, boundaryId).toBeLessThanOrEqual(1)
    if (hasTask && isMessage) expect(count, boundaryId).toBe(1)
  }
}

function countOf(table: Record<string, { executionId: string | null; nodeId: string }>, executionId: string, nodeId: string): number {
  return Object.values(table).filter((row) => row.executionId === executionId && row.nodeId === nodeId).length
}
