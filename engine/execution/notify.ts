import type { Listener } from '../bpmn/graph.ts'
import { BpmnError } from './environment.ts'
import { evaluate, runScript } from './evaluate.ts'
import type { HandlerAnswer } from './need.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'

/** Runs the listeners of an element for one event, in document order. What they set is set; what they throw stops the token. */
export function notify(run: Run, execution: ExecutionRow, event: string, listeners = run.graph.nodes[execution.nodeId]?.listeners ?? []): void {
  for (const listener of listeners) if (listener.event === event) runListener(run, execution, listener)
}

function runListener(run: Run, { id: executionId, nodeId }: ExecutionRow, { run: what, event }: Listener): void {
  if (what.kind === 'script') return void runScript(run, executionId, what.script)
  if (what.kind === 'expression') return void evaluate(run, executionId, what.value)
  const { rows } = run
  const answer = run.ask({ kind: 'handler', name: what.name, nodeId, executionId, event, variables: rows.visible(executionId) })
  applyAnswer(run, executionId, answer as HandlerAnswer)
}

/** What a handler gives: rows of its module, variables, facts of the case, or an error of the model's own. */
export function applyAnswer({ rows }: Run, executionId: string, answer: HandlerAnswer, options: { local: boolean } = { local: false }): void {
  const { rows: moduleRows = [], variables = {}, case: facts = {}, bpmnError } = answer
  if (bpmnError) throw new BpmnError(bpmnError.code, bpmnError.message)
  rows.addRows(moduleRows)
  rows.setVariables(executionId, variables, options)
  if (Object.keys(facts).length > 0) rows.updateInstance(facts)
}
