import type { Decision, DecisionModel, DecisionTable } from '../decision-model.ts'
import { textsOf, type Texts } from './texts.ts'

/** More is computed in a worker, however simple each cell is. */
const maxCells = 1_000

/**
 * Do the texts of a decision, and of those it requires, bound what making it costs? It is made in the thread that asks then: that takes microseconds,
 * handing it to a worker and back a thousand of them.
 */
export function isBounded(model: DecisionModel, id: string): boolean {
  const texts = textsOf(model.names)
  const needed = new Set([id])
  for (const each of needed) for (const required of model.decisions[each]?.requires ?? []) needed.add(required)
  const decisions = [...needed].flatMap((each) => model.decisions[each] ?? [])
  return cellsOf(decisions) <= maxCells && decisions.every((decision) => isBoundedDecision(decision, texts))
}

function isBoundedDecision({ logic }: Decision, texts: Texts): boolean {
  return logic.kind === 'literal' ? texts.isBounded(logic.expression) : isBoundedTable(logic, texts)
}

function isBoundedTable({ inputs, outputs, rules }: DecisionTable, texts: Texts): boolean {
  return (
    inputs.every(({ expression, allowed }) => texts.isBounded(expression) && texts.areBounded(allowed ?? '-')) &&
    outputs.every(({ values, otherwise }) => [...values, ...(otherwise ? [otherwise] : [])].every(texts.isBounded)) &&
    rules.every((rule) => rule.tests.every(texts.areBounded) && rule.outputs.every(texts.isBounded))
  )
}

function cellsOf(decisions: Decision[]): number {
  return decisions.reduce((sum, { logic }) => sum + (logic.kind === 'table' ? logic.rules.length * (logic.inputs.length + logic.outputs.length) : 1), 0)
}
