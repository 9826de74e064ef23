import { ExpressionError, type VariableReader } from '../../bpmn/expressions/expression.ts'
import { plainFeel } from '../../bpmn/expressions/feel-plain.ts'
import type { Decision, DecisionModel } from '../decision-model.ts'
import { coerce } from './coerce.ts'
import { evaluateTable, type TableResult } from './evaluate-table.ts'
import type { DecisionOutcome, EvaluatedDecision } from './outcome.ts'
import { textsOf, type Texts } from './texts.ts'

/**
 * Makes a decision and, before it, those it requires. Others read a result by the name of its variable, by the decision's name and id (DMN 1.3, 6.3.7), and, as
 * in Camunda, by the names of its outputs. Call it in a worker, under a deadline: its texts do not bound its cost.
 */
export function evaluateDecision({
  model,
  decision,
  variables,
}: {
  model: DecisionModel
  decision: string
  variables: Record<string, unknown>
}): DecisionOutcome {
  const known = new Map<string, unknown>(Object.entries(variables))
  const texts = textsOf(model.names)
  const decisions: EvaluatedDecision[] = []
  let outputs: Record<string, unknown>[] = []
  try {
    for (const each of inOrder(model, decision)) {
      const { rows, value, ...evaluated } = about(each, () => make(each, known, texts))
      outputs = rows
      decisions.push({ decision: each.id, ...evaluated })
      for (const [name, result] of Object.entries(byOutput(each, rows))) known.set(name, result)
      for (const name of [each.id, each.name, each.variable]) known.set(name, value)
    }
    return { outputs, decisions }
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof RangeError) return { failure: error.message }
    throw error
  }
}

/** Required decisions before those that need them, each once. The model has no circles: it would not have been deployed. */
function inOrder(model: DecisionModel, id: string, order = new Map<string, Decision>()): Decision[] {
  const decision = model.decisions[id]
  if (decision && !order.has(id)) {
    for (const required of decision.requires) inOrder(model, required, order)
    order.set(id, decision)
  }
  return [...order.values()]
}

function make(decision: Decision, known: Map<string, unknown>, texts: Texts): TableResult {
  const typed = new Map(decision.inputData.flatMap(({ name, type }) => (known.has(name) ? [[name, coerce(known.get(name), type, name)] as const] : [])))
  const variables: VariableReader = (name) => (typed.has(name) ? typed.get(name) : known.get(name))
  if (decision.logic.kind === 'literal') return literal(decision, texts.compute(decision.logic.expression, variables))
  const result = evaluateTable(decision.logic, variables, texts)
  return { ...result, value: decision.type === 'any' ? result.value : plainFeel(coerce(result.value, decision.type, decision.variable)) }
}

function literal(decision: Decision, computed: unknown): TableResult {
  const value = plainFeel(coerce(computed, decision.type, decision.variable))
  const output = { id: decision.id, name: decision.name, variableName: decision.variable, ruleId: null, ruleOrder: null, value }
  return { inputs: [], outputs: [output], collectResult: null, rows: [{ [decision.variable]: value }], value }
}

/** Each output of a table by its name: its value, or all values when several rules count. */
function byOutput({ logic }: Decision, rows: Record<string, unknown>[]): Record<string, unknown> {
  if (logic.kind === 'literal') return {}
  return Object.fromEntries(logic.outputs.map(({ name }) => [name, rows.length > 1 ? rows.map((row) => row[name] ?? null) : (rows[0]?.[name] ?? null)]))
}

function about<T>(decision: Decision, compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    if (error instanceof ExpressionError) throw new ExpressionError(`decision ${decision.name}: ${error.message}`)
    throw error
  }
}
