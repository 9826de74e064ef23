import type { Expression } from './expressions/expression.ts'
import type { FieldAccess } from './graph.ts'
import type { EventTrigger, ParameterMapping } from './graph-events.ts'

/** What a service, send or business-rule task, or a throwing message event, does. */
export type ServiceSettings =
  /** `isConnector`: named by camunda:connector, with parameters of its own. */
  | { handler: string; isConnector: boolean; resultVariable: string | null }
  | { expression: Expression; resultVariable: string | null }
  | { topic: Expression; priority: Expression | null; errors: ExternalErrorMapping[] }

/** camunda:errorEventDefinition of an external task: the first whose expression holds on complete or failure throws its error. */
export type ExternalErrorMapping = { condition: Expression; error: Extract<EventTrigger, { kind: 'error' }> }

/** `source` is FEEL or JavaScript text as written; `expression` is there for FEEL, parsed once. */
export type ScriptSettings = { language: 'javascript' | 'feel'; source: string; expression: Expression | null; resultVariable: string | null }

export type DecisionSettings = {
  key: Expression
  binding: 'latest' | 'deployment' | 'version' | 'versionTag'
  version: Expression | null
  tenant: Expression | null
  resultVariable: string | null
  /** camunda:mapDecisionResult */
  map: 'singleEntry' | 'singleResult' | 'collectEntries' | 'resultList'
}

export type CallSettings = {
  key: Expression
  binding: 'latest' | 'deployment' | 'version' | 'versionTag'
  version: Expression | null
  tenant: Expression | null
  inputs: ParameterMapping[]
  outputs: ParameterMapping[]
}

/** Receive tasks: without a message they wait for a call by execution id. */
export type ReceiveSettings = { message: Extract<EventTrigger, { kind: 'message' }> | null; instantiate: boolean }

export type UserTaskSettings = {
  /** `cz:assign` rules, separated by `;` */
  assign: string[]
  onEmpty: string
  assignee: Expression | null
  candidateUsers: Expression | null
  candidateGroups: Expression | null
  dueDate: Expression | null
  followUpDate: Expression | null
  priority: Expression | null
  /** `cz:due`: `5wd`, `3d`, `PT4H`, `field:deadlineOn` */
  due: string | null
  fields: Record<string, FieldAccess>
  /** Verbs allowed beside complete (cz:actions). */
  actions: string[]
  phase: string | null
  /** camunda:formKey as written, for clients that render their own forms. */
  formKey: Expression | null
  /** camunda:formData: fields for clients that render generated forms. */
  formFields: { id: string; label: string; type: string; defaultValue: Expression | null }[]
}
