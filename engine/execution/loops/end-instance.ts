import type { MultiInstance, Node, StandardLoop } from '../../bpmn/graph.ts'
import { endScope } from '../cancel.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow } from '../state.ts'
import { collectOutput } from './loop-data.ts'
import { holds } from './loop-failure.ts'
import { indexOf, loopOf } from './loop-state.ts'
import { finish, spawn } from './open-loop.ts'
import { thrownBy } from './thrown-by.ts'

/** The token of an instance has ended: the loop counts it, and goes on or is done. Conditions are asked while the instance's own variables are there. */
export function endInstance(run: Run, instance: ExecutionRow): Operation[] {
  const { rows, graph } = run
  const body = rows.execution(instance.parentId ?? '')
  const node = graph.nodes[body.nodeId]
  if (!node?.loop) return []
  return node.loop.kind === 'multi' ? endMultiInstance(run, { body, instance, node }, node.loop) : endRound(run, { body, instance }, node.loop)
}

type Ending = { body: ExecutionRow; instance: ExecutionRow }

function endMultiInstance(run: Run, { body, instance, node }: Ending & { node: Node }, loop: MultiInstance): Operation[] {
  const completed = count(run, body, loop)
  collectOutput(run, body, instance, loop)
  const isDone = loop.completionCondition !== null && holds(run, instance.id, loop.completionCondition)
  const thrown = thrownBy(run, { body, instance, node, completed }, loop)
  drop(run, instance)
  return [...thrown, ...next(run, { body, instance }, loop, isDone)]
}

function count({ rows }: Run, { id }: ExecutionRow, { sequential }: MultiInstance): number {
  const counter = (name: string) => Number(rows.get('scopes', id)?.[name]?.value ?? 0)
  const completed = counter('nrOfCompletedInstances') + 1
  rows.setVariable(id, 'nrOfCompletedInstances', completed, { local: true })
  if (!sequential) rows.setVariable(id, 'nrOfActiveInstances', counter('nrOfActiveInstances') - 1, { local: true })
  return completed
}

function next({ rows }: Run, { body, instance }: Ending, { sequential }: MultiInstance, isDone: boolean): Operation[] {
  const state = loopOf(rows.execution(body.id))
  const started = sequential ? indexOf(instance) + 1 : (state?.next ?? 0)
  const isLast = started >= (state?.count ?? 0) && !rows.hasChildren(body.id)
  if (isDone || isLast) return [finish(body)]
  return sequential ? [spawn(body, started)] : []
}

/** WHILE the condition holds, at most loopMaximum times (BPMN 2.0, 13.3.6). Looked at after a round, which is before the next one. */
function endRound(run: Run, { body, instance }: Ending, { condition, maximum }: StandardLoop): Operation[] {
  const rounds = indexOf(instance) + 1
  run.rows.setVariable(body.id, 'loopCounter', rounds, { local: true })
  const isAgain = (maximum === null || rounds < maximum) && (condition === null || holds(run, instance.id, condition))
  drop(run, instance)
  return [isAgain ? spawn(body, rounds) : finish(body)]
}

function drop(run: Run, instance: ExecutionRow): void {
  const { ended } = instance.data
  endScope(run, { ...instance, activityId: typeof ended === 'string' ? ended : null })
  run.rows.remove('executions', instance.id)
}
