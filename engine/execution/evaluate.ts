import type { ExecutionFacts } from '../bpmn/expressions/execution-facts.ts'
import type { Expression } from '../bpmn/expressions/expression.ts'
import type { IoValue, ScriptSettings } from '../bpmn/graph.ts'
import { BpmnError, TokenFailure } from './environment.ts'
import type { ComputeAnswer, ComputeNeed } from './need.ts'
import type { Run } from './run.ts'

/** Names that are known beside variables: `externalTask`, `task`. */
export type Beside = Record<string, unknown>

/** Expressions see the variables of their execution's scopes, and `execution`: plain facts about where they are. */
export function evaluate(run: Run, executionId: string, expression: Expression, beside: Beside = {}): unknown {
  return computeWith(run, (name) => (Object.hasOwn(beside, name) ? beside[name] : readName(run, executionId, name)), expression)
}

/** An expression on variables that are given: those of another instance. */
export function evaluateOn(run: Run, variables: Record<string, unknown>, expression: Expression): unknown {
  return computeWith(run, (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined), expression)
}

function computeWith(run: Run, read: (name: string) => unknown, expression: Expression): unknown {
  if (!expression.unbounded) return expression.evaluate(read)
  const variables = Object.fromEntries(expression.reads.map((name) => [name, read(name)]).filter(([, value]) => value !== undefined))
  return compute(run, { kind: 'compute', language: 'feel', source: expression.source.replace(/^=/, ''), variables }).result
}

function readName(run: Run, executionId: string, name: string): unknown {
  return name === 'execution' ? factsOf(run, executionId) : run.rows.variable(executionId, name)?.value
}

/** What expressions and scripts may know of the execution they run in. */
export function factsOf({ rows, env }: Run, executionId: string): ExecutionFacts {
  const { instance } = rows
  const execution = rows.execution(executionId)
  return {
    id: executionId,
    processInstanceId: instance.id,
    processBusinessKey: instance.businessKey,
    processDefinitionId: instance.definitionId,
    processDefinitionKey: instance.definitionKey,
    currentActivityId: execution.nodeId,
    activityInstanceId: execution.activityId,
    tenantId: instance.tenant === '' ? null : instance.tenant,
    now: env.now,
  }
}

/** Runs a script; what it sets is set. Its result is the value of its last expression. @throws BpmnError what the script throws as one */
export function runScript(run: Run, executionId: string, script: ScriptSettings, beside: Beside = {}): unknown {
  if (script.expression) return evaluate(run, executionId, script.expression, beside)
  const variables = { ...run.rows.visible(executionId), execution: factsOf(run, executionId), ...beside }
  const { result, variables: set } = compute(run, { kind: 'compute', language: script.language, source: script.source, variables })
  for (const { name, value, local } of set) run.rows.setVariable(executionId, name, value, { local })
  return result
}

function compute(run: Run, need: ComputeNeed) {
  const answer = run.ask(need) as ComputeAnswer
  if ('failure' in answer) throw new TokenFailure(need.language === 'javascript' ? 'script' : 'expression', answer.failure)
  if ('bpmnError' in answer) throw new BpmnError(answer.bpmnError.code, answer.bpmnError.message)
  return answer
}

/** What a parameter gives: an expression, a script, or a list or map of such. */
export function valueOf(run: Run, executionId: string, value: IoValue): unknown {
  switch (value.kind) {
    case 'expression':
      return evaluate(run, executionId, value.value)
    case 'script':
      return runScript(run, executionId, value.script)
    case 'list':
      return value.items.map((item) => valueOf(run, executionId, item))
    case 'map':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, valueOf(run, executionId, entry.value)]))
  }
}
