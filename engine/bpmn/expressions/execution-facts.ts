import type { VariableReader } from './expression.ts'

/**
 * What an expression or script may know of the execution it runs in, besides variables: what a reader gives for the reserved name `execution`.
 * Plain data, because no host object may be reached. A variable called `execution` is hidden by it.
 */
export type ExecutionFacts = {
  id?: string
  processInstanceId?: string
  processBusinessKey?: string | null
  processDefinitionId?: string
  processDefinitionKey?: string
  currentActivityId?: string | null
  activityInstanceId?: string | null
  currentActivityName?: string | null
  tenantId?: string | null
  /** Listeners only: `start`, `end`, `take`. */
  eventName?: string
  /** Who gave the command, and his role groups; null for the system itself. */
  currentUser?: string | null
  currentUserGroups?: string[]
  /** The instant of this command, ISO in UTC: the only time there is inside one command. */
  now?: string
}

/** A fact by its name, or undefined when nobody said it. Only own properties, so that nothing else of an object can be asked for. */
export function factOf(variables: VariableReader, name: string): unknown {
  const facts = variables('execution')
  return typeof facts === 'object' && facts !== null && Object.hasOwn(facts, name) ? Reflect.get(facts, name) : undefined
}
