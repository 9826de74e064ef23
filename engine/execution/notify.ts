import { ExpressionError } from '../bpmn/expressions/expression.ts'
import type { Listener } from '../bpmn/graph.ts'
import { BpmnError, TokenFailure } from './environment.ts'
import { evaluate, factsOf, runScript, type Beside } from './evaluate.ts'
import type { HandlerAnswer } from './need.ts'
import type { Run } from './run.ts'
import type { ExecutionRow, TaskRow } from './state.ts'

type Notice = { event: string; listeners?: Listener[]; beside?: Beside }

/** Runs the listeners of an element for one event, in document order. What they set is set; what they throw stops the token. */
export function notify(run: Run, execution: ExecutionRow, event: string, listeners?: Listener[]): void {
  notice(run, execution, { event, ...(listeners && { listeners }) })
}

/** Listeners of a task (camunda:taskListener). They see it as `task`: plain facts. */
export function notifyTask(run: Run, task: TaskRow, event: string): void {
  const execution = run.rows.execution(task.executionId)
  notice(run, execution, { event, beside: { task: taskFacts(run, task, event) } })
}

/** One listener, whose time has come. */
export function runTaskListener(run: Run, task: TaskRow, listener: Listener): void {
  runListener(run, run.rows.execution(task.executionId), { listener, beside: { task: taskFacts(run, task, listener.event) } })
}

function notice(run: Run, execution: ExecutionRow, { event, listeners = run.graph.nodes[execution.nodeId]?.listeners ?? [], beside = {} }: Notice): void {
  for (const listener of listeners) if (listener.event === event) runListener(run, execution, { listener, beside })
}

function runListener(
  run: Run,
  { id: executionId, nodeId }: ExecutionRow,
  { listener: { run: what, event }, beside }: { listener: Listener; beside: Beside },
): void {
  const known = { ...beside, execution: { ...factsOf(run, executionId), eventName: event } }
  if (what.kind === 'script') return void runScript(run, executionId, what.script, known)
  if (what.kind === 'expression') return void evaluate(run, executionId, what.value, known)
  const answer = run.ask({ kind: 'handler', name: what.name, nodeId, executionId, event, variables: run.rows.visible(executionId) })
  if (answer === 'later') throw new TokenFailure('unsupported', `${what.name} runs as a job of its own and can not be a listener`)
  applyAnswer(run, executionId, answer as HandlerAnswer)
}

function taskFacts({ rows }: Run, { id, name, assignee, priority, dueAt, followUpAt, createdAt, nodeId }: TaskRow, eventName: string): Record<string, unknown> {
  const { id: processInstanceId, definitionId: processDefinitionId } = rows.instance
  return {
    id,
    name,
    assignee,
    priority,
    dueDate: dueAt,
    followUpDate: followUpAt,
    createTime: createdAt,
    taskDefinitionKey: nodeId,
    eventName,
    processInstanceId,
    processDefinitionId,
  }
}

/**
 * What is cancelled tells its listeners too: tasks their `delete`, the activity its `end`. That they fail must not keep alive what somebody
 * wants to be gone, so a failure of theirs counts for nothing here.
 */
export function notifyCancelled(run: Run, execution: ExecutionRow): void {
  if (execution.activityId === null || execution.data['loop'] !== undefined) return
  for (const task of run.rows.of('tasks', execution.id)) heedless(() => notifyTask(run, task, 'delete'))
  heedless(() => notify(run, execution, 'end'))
}

function heedless(tell: () => void): void {
  try {
    tell()
  } catch (cause) {
    if (!(cause instanceof TokenFailure || cause instanceof BpmnError || cause instanceof ExpressionError)) throw cause
  }
}

/** What a handler gives: rows of its module, variables, facts of the case, or an error of the model's own. */
export function applyAnswer({ rows }: Run, executionId: string, answer: HandlerAnswer, options: { local: boolean } = { local: false }): void {
  const { rows: moduleRows = [], variables = {}, case: facts = {}, bpmnError } = answer
  if (bpmnError) throw new BpmnError(bpmnError.code, bpmnError.message)
  rows.addRows(moduleRows)
  rows.setVariables(executionId, variables, options)
  if (Object.keys(facts).length > 0) rows.updateInstance(facts)
}
