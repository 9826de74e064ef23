import type { Expression } from './expressions/expression.ts'

/** One executable process, compiled once per definition version and never changed: what the token machine walks on. */
export type ProcessGraph = {
  key: string
  name: string
  versionTag: string | null
  /** Role keys that may start it (camunda:candidateStarterGroups); empty: nobody through the inbox. */
  starterGroups: string[]
  nodes: Readonly<Record<string, Node>>
  flows: Readonly<Record<string, Flow>>
  /** Names of process variables that conditions, timers and assignments read: only these are copied out of forms. */
  reads: ReadonlySet<string>
}

export type Flow = { id: string; source: string; target: string; condition: Expression | null; name: string }

export type Node = {
  id: string
  /** The BPMN element without its prefix: `userTask`, `boundaryEvent`; for events see also `event`. */
  type: string
  /** Which behaviour runs it: type, and for events the trigger: `userTask`, `boundaryEvent:timer`, `endEvent:terminate`. */
  kind: string
  name: string
  /** The enclosing sub-process, or the process key at the top. */
  scope: string
  incoming: string[]
  outgoing: string[]
  defaultFlow: string | null
  /** Scopes only: the elements inside that are started with the scope. */
  starts: string[]
  /** Activities only: boundary events attached to this node. */
  boundary: string[]
  attachedTo: string | null
  /** Boundary events and event sub-process starts: false lets the host go on. */
  interrupting: boolean
  event: EventTrigger | null
  inputs: IoMapping[]
  outputs: IoMapping[]
  asyncBefore: boolean
  asyncAfter: boolean
  /** Delays between attempts of this node's jobs, ISO durations or R3/PT10M; null: the engine's default. */
  retryCycle: string | null
  user: UserTaskSettings | null
  service: ServiceSettings | null
  form: FormReference | null
  documentation: string
}

export type EventTrigger =
  | { kind: 'timer'; timer: 'date' | 'duration' | 'cycle'; value: Expression }
  | { kind: 'message'; name: Expression; action: string | null; actionWho: string | null }
  | { kind: 'terminate' }

export type IoMapping = { name: string; value: Expression }

export type ServiceSettings = { handler: string; resultVariable: string | null } | { expression: Expression; resultVariable: string | null }

export type FormReference = { key: string; binding: 'latest' | 'deployment' | 'version'; version: number | null }

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
}

export type FieldAccess = 'editable' | 'readonly' | 'hidden'
