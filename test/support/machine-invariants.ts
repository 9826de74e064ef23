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
      [executions, Object.values(state.tasks), Object.values(state.subscriptions), Object.values(state.jobs), Object.values(state.incidents)].flat(),
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
  const { nodeId, parentId, kind } = execution
  expect(graph.nodes[nodeId], nodeId).toBeDefined()
  if (parentId !== null) expect(state.executions[parentId]?.kind).toBe('scope')
  if (kind === 'scope') checkScope(graph, state, execution)
  else checkToken(graph, state, execution)
}

/** An ad-hoc sub-process waits for somebody to start something in it; a large loop goes on in a job; what is done may have no way on. */
function checkScope(graph: ProcessGraph, state: InstanceState, { id, nodeId }: ExecutionRow): void {
  const holds = Object.values(state.executions).some((row) => row.parentId === id)
  const isHeld = [state.jobs, state.incidents].some((table) => Object.values(table).some((row) => row.executionId === id))
  if (!graph.nodes[nodeId]?.adHoc) expect(holds || isHeld, `scope ${nodeId} holds no token`).toBe(true)
}

function checkToken(graph: ProcessGraph, state: InstanceState, execution: ExecutionRow): void {
  const { id, nodeId, parentId, data } = execution
  // A token at a join waits for its siblings.
  if (data['joins'] === true) return
  // One that has thrown compensation waits for what is undone beside it.
  if (data['compensates'] === true) {
    const isUndone = Object.values(state.executions).some((row) => row.parentId === parentId && undoingOf(row)?.tells === id)
    return expect(isUndone, `nothing is undone for ${nodeId}`).toBe(true)
  }
  if (data['childId'] !== undefined || graph.nodes[nodeId]?.kind === 'receiveTask') return
  const listens = [state.tasks, state.jobs, state.incidents, state.subscriptions].some((table) => Object.values(table).some((row) => row.executionId === id))
  expect(listens, `token at ${nodeId} waits for nothing`).toBe(true)
  const tasks = Object.values(state.tasks).filter((row) => row.executionId === id)
  expect(tasks.length).toBeLessThanOrEqual(1)
  for (const boundaryId of graph.nodes[nodeId]?.boundary ?? []) checkListener(graph, state, { execution, boundaryId, hasTask: tasks.length === 1 })
}

type Boundary = { execution: ExecutionRow; boundaryId: string; hasTask: boolean }

/** Each boundary event listens at most once; for a message exactly once while a task is open. Of a loop it listens on behalf of the body. */
function checkListener(graph: ProcessGraph, state: InstanceState, { execution, boundaryId, hasTask }: Boundary): void {
  const isMessage = graph.nodes[boundaryId]?.events[0]?.kind === 'message'
  const count = countOf(isMessage ? state.subscriptions : state.jobs, execution.id, boundaryId)
  if (execution.data['inner'] === true) return expect(count, boundaryId).toBe(0)
  expect(count, boundaryId).toBeLessThanOrEqual(1)
  if (hasTask && isMessage) expect(count, boundaryId).toBe(1)
}

function countOf(table: Record<string, { executionId: string | null; nodeId: string }>, executionId: string, nodeId: string): number {
  return Object.values(table).filter((row) => row.executionId === executionId && row.nodeId === nodeId).length
}
