import type { ProcessGraph, TriggerOf } from '../bpmn/graph.ts'
import { ExpressionError } from '../bpmn/expressions/expression.ts'
import { TokenFailure } from './environment.ts'
import { evaluate } from './evaluate.ts'
import type { Operation } from './operation.ts'
import type { Run } from './run.ts'
import { byId } from './subscribe.ts'
import type { SubscriptionRow } from './state.ts'

/** A variable that was set or removed, and in whose scope. */
export type VariableChange = { scopeId: string; name: string; event: 'create' | 'update' | 'delete' }

/** Conditional events that wait and whose condition holds after these changes, outermost first: what they stop inside does not occur any more. */
export function conditionsMet(run: Run, changes: VariableChange[]): Operation[] {
  if (!hasConditions(run.graph)) return []
  const waiting = run.rows.waitingFor('conditional')
  const depths = new Map(waiting.map(({ id, executionId }) => [id, scopesOf(run, executionId).length]))
  const outermostFirst = waiting.sort(byId).sort((one, other) => (depths.get(one.id) ?? 0) - (depths.get(other.id) ?? 0))
  return outermostFirst.flatMap((subscription) => look(run, subscription, changes))
}

/**
 * A condition occurs when it becomes true (BPMN 2.0, 10.5.2), or is still true after a variable that it reads was set again; not
 * whenever anything else changes while it happens to be true.
 */
function look(run: Run, subscription: SubscriptionRow, changes: VariableChange[]): Operation[] {
  const { id, executionId, nodeId, data } = subscription
  const event = run.graph.nodes[nodeId]?.events[Number(data['index'] ?? 0)]
  if (event?.kind !== 'conditional') return []
  const scopes = scopesOf(run, executionId)
  const heard = changes.filter((change) => scopes.includes(change.scopeId) && concerns(event, change))
  if (heard.length === 0) return []
  const held = holds(run, executionId, event)
  const occurs = held && (data['held'] !== true || heard.some(({ name }) => event.condition.reads.includes(name)))
  if (held !== data['held']) run.rows.put('subscriptions', id, { ...subscription, data: { ...data, held } })
  return occurs ? [{ op: 'resume', executionId, trigger: { kind: 'event', subscriptionId: id, variables: {} }, urgent: true }] : []
}

/** camunda:variableName and camunda:variableEvents narrow down which changes are looked at. */
function concerns({ variableName, variableEvents }: TriggerOf<'conditional'>, { name, event }: VariableChange): boolean {
  return (variableName === null || variableName === name) && (variableEvents.length === 0 || variableEvents.includes(event))
}

/** The scopes whose variables an execution sees: its own and the enclosing ones. */
function scopesOf({ rows }: Run, executionId: string): string[] {
  const scopes: string[] = []
  for (let id: string | null = executionId; id !== null; id = rows.execution(id).parentId) scopes.push(id)
  return scopes
}

/** Does the condition hold? What it reads may not be there yet: then it does not. */
export function holds(run: Run, executionId: string, event: TriggerOf<'conditional'>): boolean {
  try {
    return evaluate(run, executionId, event.condition) === true
  } catch (cause) {
    if (cause instanceof ExpressionError || cause instanceof TokenFailure) return false
    throw cause
  }
}

const known = new WeakMap<ProcessGraph, boolean>()

/** Most processes have no conditional event, and pay nothing when a variable changes. */
function hasConditions(graph: ProcessGraph): boolean {
  const found = known.get(graph)
  if (found !== undefined) return found
  const has = Object.values(graph.nodes).some(({ events }) => events.some(({ kind }) => kind === 'conditional'))
  known.set(graph, has)
  return has
}
