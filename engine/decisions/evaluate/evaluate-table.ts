import { ExpressionError, type VariableReader } from '../../bpmn/expressions/expression.ts'
import { plainFeel } from '../../bpmn/expressions/feel-plain.ts'
import { quoted } from '../../bpmn/expressions/feel-values.ts'
import type { DecisionTable, InputClause, OutputClause, Rule } from '../decision-model.ts'
import { coerce } from './coerce.ts'
import { aggregate, hitPolicies, isSingleHit, type Hit } from './hit-policies.ts'
import type { EvaluatedDecision } from './outcome.ts'
import type { Texts } from './texts.ts'

/** `value` is what other decisions read: a plain value of one output, a context of several, a list of them when several rules may count. */
export type TableResult = Omit<EvaluatedDecision, 'decision'> & { rows: Record<string, unknown>[]; value: unknown }

/** Evaluates a decision table (DMN 1.3, chapter 8). @throws ExpressionError with the column or rule it is about */
export function evaluateTable(table: DecisionTable, variables: VariableReader, texts: Texts): TableResult {
  const values = table.inputs.map((input) => inputValue(input, variables, texts))
  const cellVariables = withColumns(table.inputs, values, variables)
  const matching = table.rules.flatMap((rule, index) => (matches(rule, values, { texts, columns: cellVariables }) ? [{ rule, order: index + 1 }] : []))
  const hits = matching.map(({ rule, order }) => ({ ruleId: rule.id, order, values: outputsOf(rule, table.outputs, { variables, texts }) }))
  const chosen = hits.length > 0 ? choose(table, hits, { variables, texts }) : defaultHit(table.outputs, { variables, texts })
  const inputs = table.inputs.map(({ id, name }, index) => ({ id, name, value: plainFeel(values[index]) }))
  return { inputs, outputs: chosen.flatMap((hit) => historyOf(hit, table.outputs)), ...resultOf(table, chosen) }
}

type Scope = { variables: VariableReader; texts: Texts }

function inputValue(input: InputClause, variables: VariableReader, texts: Texts): unknown {
  const value = about(`input ${input.name}`, () => coerce(texts.compute(input.expression, variables), input.type, 'the value'))
  if (input.allowed !== null && value !== null && !about(`input ${input.name}`, () => texts.passes(input.allowed ?? '-', value, variables)))
    throw new ExpressionError(`input ${input.name}: ${quoted(plainFeel(value))} is not among its values`)
  return value
}

/** The cells of a column may call its value by the name the table gives to it, or `cellInput` as in Camunda. */
function withColumns(inputs: InputClause[], values: unknown[], variables: VariableReader): VariableReader[] {
  return inputs.map(
    ({ variable }, index) =>
      (name) =>
        name === variable || name === 'cellInput' ? values[index] : variables(name),
  )
}

function matches(rule: Rule, values: unknown[], { texts, columns }: { texts: Texts; columns: VariableReader[] }): boolean {
  return rule.tests.every((tests, index) => {
    const reader = columns[index]
    return reader !== undefined && about(`rule ${rule.id}`, () => texts.passes(tests, values[index] ?? null, reader))
  })
}

function outputsOf(rule: Rule, outputs: OutputClause[], { variables, texts }: Scope): Record<string, unknown> {
  return Object.fromEntries(
    rule.outputs.map((text, index) => {
      const output = outputs[index]
      const value = about(`rule ${rule.id}`, () => plainFeel(coerce(texts.compute(text, variables), output?.type ?? 'any', output?.label ?? 'the output')))
      return [output?.name ?? '', value]
    }),
  )
}

function choose({ hitPolicy, outputs }: DecisionTable, hits: Hit[], { variables, texts }: Scope): Hit[] {
  const isOrdered = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER'
  const priorities = isOrdered ? outputs.map(({ name, values }) => [name, values.map((text) => plainFeel(texts.compute(text, variables)))]) : []
  return hitPolicies[hitPolicy](hits, Object.fromEntries(priorities))
}

/** No rule matched: the default outputs, when the table has any (DMN 1.3, 8.3.2). */
function defaultHit(outputs: OutputClause[], { variables, texts }: Scope): (Hit | DefaultHit)[] {
  if (outputs.every(({ otherwise }) => otherwise === null)) return []
  const values = outputs.map(({ name, label, type, otherwise }) => {
    const value = otherwise && about(`default of ${label}`, () => plainFeel(coerce(texts.compute(otherwise, variables), type, label)))
    return [name, value]
  })
  return [{ ruleId: null, order: null, values: Object.fromEntries(values) }]
}

type DefaultHit = { ruleId: null; order: null; values: Record<string, unknown> }

function historyOf({ ruleId, order, values }: Hit | DefaultHit, outputs: OutputClause[]): TableResult['outputs'] {
  return outputs.map(({ id, label, name }) => ({ id, name: label, variableName: name, ruleId, ruleOrder: order, value: values[name] ?? null }))
}

function resultOf(
  { aggregation, outputs, hitPolicy }: DecisionTable,
  chosen: { values: Record<string, unknown> }[],
): Pick<TableResult, 'rows' | 'value' | 'collectResult'> {
  const [only, second] = outputs
  const rows = chosen.map(({ values }) => values)
  if (aggregation !== null && only) {
    const collectResult = aggregate(
      aggregation,
      rows.map((row) => row[only.name] ?? null),
    )
    return { rows: collectResult === null ? [] : [{ [only.name]: collectResult }], value: collectResult, collectResult }
  }
  const seen = rows.map((row) => (only && !second ? (row[only.name] ?? null) : row))
  return { rows, value: isSingleHit(hitPolicy) ? (seen[0] ?? null) : seen, collectResult: null }
}

/** Says where in the table a mistake is. */
function about<T>(place: string, compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    if (error instanceof ExpressionError) throw new ExpressionError(`${place}: ${error.message}`)
    throw error
  }
}
