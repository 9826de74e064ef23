import type { ParameterMapping } from '../bpmn/graph.ts'
import { evaluate } from './evaluate.ts'
import type { Run } from './run.ts'
import { Typed } from './values.ts'

/** What camunda:in gives, with types kept: for a message, a signal, or a process that is called. */
export function payloadOf(run: Run, executionId: string, mappings: ParameterMapping[]): Record<string, unknown> {
  const payload: Record<string, unknown> = {}
  for (const mapping of mappings) Object.assign(payload, mapped(run, executionId, mapping))
  return payload
}

function mapped(run: Run, executionId: string, mapping: ParameterMapping): Record<string, unknown> {
  if (mapping.kind === 'business-key') return {}
  if (mapping.kind === 'all') return typedVariables(run, executionId, mapping.local)
  if (mapping.kind === 'expression') return { [mapping.target]: evaluate(run, executionId, mapping.value) }
  const found = run.rows.variable(executionId, mapping.source)
  return { [mapping.target]: found ? new Typed(found) : null }
}

function typedVariables({ rows }: Run, executionId: string, local: boolean): Record<string, unknown> {
  const variables = local ? (rows.get('scopes', executionId) ?? {}) : rows.visibleTyped(executionId)
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, new Typed(value)]))
}

/** The business key that camunda:in businessKey gives; undefined when there is none. */
export function businessKeyOf(run: Run, executionId: string, mappings: ParameterMapping[]): string | null | undefined {
  const mapping = mappings.find(({ kind }) => kind === 'business-key')
  if (mapping?.kind !== 'business-key') return undefined
  const value = evaluate(run, executionId, mapping.value)
  return value === null || value === undefined ? null : String(value)
}
