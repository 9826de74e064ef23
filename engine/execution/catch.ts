import { asText } from '../bpmn/expressions/juel-values.ts'
import type { EventTrigger } from '../bpmn/graph.ts'
import { isUndoing } from './compensation/undoing.ts'
import { evaluate } from './evaluate.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'

/** The event that catches an error or escalation: on the boundary of the activity an execution runs, or starting an event sub-process of a scope. */
export type Catcher = { executionId: string; eventId: string; event: EventTrigger }

type What = 'error' | 'escalation'

/** The nearest event that catches it: from the execution outwards, at each level one with this very code before one without (BPMN 2.0, 10.5.1). */
export function findCatcher(run: Run, executionId: string, what: What, code: string | null): Catcher | undefined {
  for (const level of levels(run, executionId)) {
    const found = level.flatMap((catcher) => rank(run, catcher, what, code))
    const best = found.find(({ exact }) => exact) ?? found[0]
    if (best) return best.catcher
  }
  return undefined
}

function rank(run: Run, place: Omit<Catcher, 'event'>, what: What, code: string | null): { catcher: Catcher; exact: boolean }[] {
  const events = run.graph.nodes[place.eventId]?.events ?? []
  return events.flatMap((event) => {
    if (event.kind !== what) return []
    const own = event.code ? asText(evaluate(run, place.executionId, event.code)) : null
    return own === null || own === code ? [{ catcher: { ...place, event }, exact: own !== null }] : []
  })
}

/** Boundary events of the activity, then event sub-processes of the scope around it, then that scope's own boundary, and so on. */
function* levels(run: Run, executionId: string): Generator<Omit<Catcher, 'event'>[]> {
  const { rows } = run
  let from: ExecutionRow | undefined
  for (
    let execution = rows.get('executions', executionId);
    execution;
    execution = execution.parentId === null ? undefined : rows.get('executions', execution.parentId)
  ) {
    if (from) yield eventSubProcesses(run, execution, from)
    yield boundary(run, execution)
    from = execution
  }
}

function boundary({ graph }: Run, { id, nodeId, activityId, data }: ExecutionRow): Omit<Catcher, 'event'>[] {
  if (activityId === null || data['inner'] === true) return []
  return (graph.nodes[nodeId]?.boundary ?? []).map((eventId) => ({ executionId: id, eventId }))
}

/** Not the one it comes out of, and none when that one has interrupted the scope. */
function eventSubProcesses({ graph }: Run, scope: ExecutionRow, from: ExecutionRow): Omit<Catcher, 'event'>[] {
  const comesFrom = graph.nodes[from.nodeId]?.kind === 'subProcess:event' ? from.nodeId : undefined
  const starts = (id: string) => graph.nodes[id]?.starts ?? []
  if (isLoopBody(scope) || isUndoing(scope) || (comesFrom !== undefined && starts(comesFrom).some((id) => graph.nodes[id]?.interrupting))) return []
  const inside = (graph.nodes[scope.nodeId]?.eventSubProcesses ?? []).filter((id) => id !== comesFrom)
  return inside.flatMap((id) => starts(id).map((eventId) => ({ executionId: scope.id, eventId })))
}

/** The execution that counts the instances of a loop: its children are the instances, and it is no scope of its own. */
export const isLoopBody = ({ data }: ExecutionRow) => data['loop'] !== undefined
