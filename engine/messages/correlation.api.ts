/** What a message is correlated by, as Camunda's message correlation has it. Variables are plain or `Typed` values. */
export type Correlation = {
  name: string | null
  businessKey?: string | undefined
  correlationKeys?: Record<string, unknown> | undefined
  localCorrelationKeys?: Record<string, unknown> | undefined
  instanceId?: string | undefined
  definitionId?: string | undefined
  /** undefined: any tenant; '': none. */
  tenant?: string | undefined
  all?: boolean | undefined
  /** Only running instances, or only starts. */
  only?: 'executions' | 'starts' | undefined
  variables?: Record<string, unknown> | undefined
  local?: Record<string, unknown> | undefined
}

export type CorrelationResult = { kind: 'execution'; executionId: string; instanceId: string } | { kind: 'start'; instanceId: string; definitionId: string }

/** A signal goes to everybody, or to one execution. */
export type SignalThrow = {
  name: string
  executionId?: string | undefined
  tenant?: string | undefined
  variables?: Record<string, unknown> | undefined
  notInstance?: string | undefined
  /** Only running instances: starts nothing. */
  only?: 'executions' | undefined
}
