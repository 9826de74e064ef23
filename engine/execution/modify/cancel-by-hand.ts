import { cancelExecution, cancelTree } from '../cancel.ts'
import { isLoopBody } from '../catch.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import type { Instruction } from '../trigger.ts'
import { refuseModification } from './refuse.ts'

/** Everything that runs at a node stops, or one execution with all inside it. A scope in which nothing is left stops too, but for the instance itself. */
export function cancelByHand(run: Run, instruction: Extract<Instruction, { kind: 'cancel' }>): void {
  const { rows } = run
  if ('nodeId' in instruction)
    return executionsAt(run, instruction.nodeId.replace(/#multiInstanceBody$/, '')).forEach((execution) => cancelUpwards(run, execution))
  const execution = rows.get('executions', instruction.executionId)
  if (!execution) throw refuseModification(instruction.executionId, 'no execution has this id')
  if (execution.parentId === null) cancelTree(run, execution.id)
  else cancelUpwards(run, execution)
}

/** The outermost executions at a node: the body of a loop rather than its instances. */
function executionsAt({ rows }: Run, nodeId: string): ExecutionRow[] {
  const here = rows.all('executions').filter((row) => row.nodeId === nodeId && row.parentId !== null)
  const ids = new Set(here.map(({ id }) => id))
  return here.filter(({ parentId }) => !ids.has(parentId ?? ''))
}

function cancelUpwards(run: Run, execution: ExecutionRow): void {
  const { rows, graph } = run
  cancelExecution(run, execution)
  const scope = rows.get('executions', execution.parentId ?? '')
  if (!scope || scope.parentId === null) return
  if (isLoopBody(scope)) countOne(run, scope.id)
  const staysOpen = rows.hasChildren(scope.id) || (graph.nodes[scope.nodeId]?.adHoc?.start === 'manual' && !isLoopBody(scope))
  if (!staysOpen) cancelUpwards(run, scope)
}

/** The loop goes on with one active instance less; it has not completed. */
function countOne({ rows }: Run, bodyId: string): void {
  const active = rows.get('scopes', bodyId)?.['nrOfActiveInstances']?.value
  if (typeof active === 'number') rows.setVariable(bodyId, 'nrOfActiveInstances', active - 1, { local: true })
}
