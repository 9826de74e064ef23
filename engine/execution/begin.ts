import { copyData, declareData } from './data.ts'
import { valueOf } from './evaluate.ts'
import { arm } from './listen.ts'
import { inputsOf } from './loops/loop-data.ts'
import { notify } from './notify.ts'
import type { Operation } from './operation.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'

/** The activity begins, unless it is a retry of one that has begun. */
export function begin({ rows, env }: Run, { id, activityId }: ExecutionRow): ExecutionRow {
  return rows.updateExecution(id, { ...(activityId === null && { activityId: env.newId(), startedAt: env.now }), kind: 'token', waits: false })
}

/** Before the behaviour: data and inputs are there, start listeners have run, and boundary events listen. */
export function prepare(run: Run, execution: ExecutionRow, options: { boundary: boolean } = { boundary: true }): Operation[] {
  const node = run.graph.nodes[execution.nodeId]
  if (!node) return []
  declareData(run, execution.id, node.dataNames)
  copyData(run, execution, inputsOf(node, execution), { local: true })
  for (const input of node.inputs) run.rows.setVariable(execution.id, input.name, valueOf(run, execution.id, input.value), { local: true })
  notify(run, execution, 'start')
  return options.boundary ? node.boundary.flatMap((boundaryId) => arm(run, run.rows.execution(execution.id), boundaryId)) : []
}
