import { cancelExecution, cancelTree } from '../cancel.ts'
import { isLoopBody } from '../catch.ts'
import { afterEnd } from '../operations/end.operation.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import type { Instruction } from '../trigger.ts'
import { refuseModification } from './refuse.ts'

/** Everything that runs at a node stops, or one execution with all inside it. A scope in which nothing is left stops too, but for the instance itself. */
export function cancelByHand(run: Run, instruction: Extract<Instruction, { kind: 'cancel' }>): Operation[] {
  const { rows } = run
  if ('nodeId' in instruction)
    return executionsAt(run, instruction.nodeId.replace(/#multiInstanceBody$/, '')).flatMap((execution) => cancelUpwards(run, execution))
  const execution = rows.get('executions', instruction.executionId)
  if (!execution) throw refuseModification(instruction.executionId, 'no execution has this id')
  if (execution.parentId !== null) return cancelUpwards(run, execution)
  cancelTree(run, execution.id)
  return []
}

/** The outermost executions at a node: the body of a loop rather than its instances. */
function executionsAt({ rows }: Run, nodeId: string): ExecutionRow[] {
  const here = rows.all('executions').filter((row) => row.nodeId === nodeId && row.parentId !== null)
  const ids = new Set(here.map(({ id }) => id))
  return here.filter(({ parentId }) => !ids.has(parentId ?? ''))
}

function cancelUpwards(run: Run, execution: ExecutionRow): Operation[] {
  const { rows, graph } = run
  cancelExecution(run, execution)
  const scope = rows.get('executions', execution.parentId ?? '')
  if (!scope || scope.parentId === null) return []
  const goesOn = isLoopBody(scope) && rows.hasChildren(scope.id)
  if (goesOn) return afterEnd(run, scope.id)
  const staysOpen = rows.hasChildren(scope.id) || graph.nodes[scope.nodeId]?.adHoc?.start === 'manual'
  return staysOpen ? [] : cancelUpwards(run, scope)
}
