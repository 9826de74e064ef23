import type { TriggerOf } from '../bpmn/graph.ts'
import { ExpressionError } from '../bpmn/expressions/expression.ts'
import { TokenFailure } from './environment.ts'
import { evaluate } from './evaluate.ts'
import type { Operation } from './operation.ts'
import type { Run } from './run.ts'
import type { SubscriptionRow } from './state.ts'

type Change = { scopeId: string; name: string }

/** Conditional events that wait and whose condition holds after these variables were changed, innermost first. */
export function conditionsMet(run: Run, changes: Change[]): Operation[] {
  const waiting = run.rows.all('subscriptions').filter(({ kind }) => kind === 'conditional')
  return waiting
    .filter((subscription) => isMet(run, subscription, changes))
    .map(({ id, executionId }) => ({ op: 'resume', executionId, trigger: { kind: 'event', subscriptionId: id, variables: {} }, urgent: true }))
}

function isMet(run: Run, subscription: SubscriptionRow, changes: Change[]): boolean {
  const event = run.graph.nodes[subscription.nodeId]?.events[Number(subscription.data['index'] ?? 0)]
  if (event?.kind !== 'conditional') return false
  const seen = changes.filter(({ scopeId }) => sees(run, subscription.executionId, scopeId))
  const concerns = event.variableName === null ? seen.length > 0 : seen.some(({ name }) => name === event.variableName)
  return concerns && holds(run, subscription.executionId, event)
}

/** Does an execution see the variables of a scope: its own or an enclosing one? */
function sees({ rows }: Run, executionId: string, scopeId: string): boolean {
  for (let id: string | null = executionId; id !== null; id = rows.execution(id).parentId) if (id === scopeId) return true
  return false
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
