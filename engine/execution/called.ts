import type { CallSettings, DataMapping, ParameterMapping } from '../bpmn/graph.ts'
import type { Visit } from './behaviour.ts'
import { TokenFailure } from './environment.ts'
import { evaluateOn } from './evaluate.ts'
import { payloadOf } from './parameters.ts'
import type { TypedValue } from './state.ts'
import { textOrNull } from './text.ts'
import { typed, Typed } from './values.ts'

/** Which process or global task is called. @throws TokenFailure when the expression gives no text */
export function calledKey({ node, evaluate }: Visit, call: CallSettings): string {
  const key = textOrNull(call.key, evaluate)
  if (key === null) throw new TokenFailure('expression', `${node.name || node.id}: what it calls is empty`)
  return key
}

/** What the called instance begins with: what camunda:in says; without it the data inputs of the call (BPMN 2.0, 10.3.6). */
export function inputsOf(visit: Visit, { inputs }: CallSettings): Record<string, TypedValue> {
  const { node, execution, rows } = visit
  const given = inputs.length > 0 ? payloadOf(visit, execution.id, inputs) : {}
  const own = rows.get('scopes', execution.id) ?? {}
  const data = namesOf(node.dataInputs, ({ target }) => [target]).flatMap((name) => (own[name] ? [[name, new Typed(own[name])] as const] : []))
  const all = { ...(inputs.length === 0 && Object.fromEntries(data)), ...given }
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, typed(value)]))
}

/** What comes back from the called instance: what camunda:out says; without it the data outputs of the call. */
export function takeOutputs(visit: Visit, variables: Record<string, unknown>): void {
  const { node, execution, rows } = visit
  const outputs = node.call?.outputs ?? []
  for (const mapping of outputs) {
    const local = 'local' in mapping && mapping.local
    rows.setVariables(execution.id, mapped(visit, mapping, variables), { local })
  }
  if (outputs.length > 0) return
  for (const name of namesOf(node.dataOutputs, ({ sources }) => sources))
    if (Object.hasOwn(variables, name)) rows.setVariable(execution.id, name, variables[name], { local: true })
}

function mapped(visit: Visit, mapping: ParameterMapping, variables: Record<string, unknown>): Record<string, unknown> {
  if (mapping.kind === 'all') return variables
  if (mapping.kind === 'variable') return { [mapping.target]: Object.hasOwn(variables, mapping.source) ? variables[mapping.source] : null }
  if (mapping.kind === 'expression') return { [mapping.target]: evaluateOn(visit, plain(variables), mapping.value) }
  return {}
}

const plain = (variables: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value instanceof Typed ? value.typed.value : value]))

const namesOf = (mappings: DataMapping[], names: (mapping: DataMapping) => string[]) => [...new Set(mappings.flatMap(names))]
