import type { EventTrigger, TriggerOf } from './graph-events.ts'
import type { Expression } from './expressions/expression.ts'
import type { CallSettings, DecisionSettings, ReceiveSettings, ScriptSettings, ServiceSettings, UserTaskSettings } from './graph-tasks.ts'

export type * from './graph-events.ts'
export type * from './graph-tasks.ts'

/** One executable process, compiled once per definition version and never changed: what the token machine walks on. */
export type ProcessGraph = {
  /** A global task is called like a process, and is none that people start. */
  kind: 'process' | 'global-task'
  key: string
  name: string
  versionTag: string | null
  /** Role keys that may start it (camunda:candidateStarterGroups); empty: nobody through the inbox. */
  starterGroups: string[]
  nodes: Readonly<Record<string, Node>>
  flows: Readonly<Record<string, Flow>>
  /** Names of process variables that conditions, timers and assignments read: only these are copied out of forms. */
  reads: ReadonlySet<string>
  /** A script, a decision or a call may read any variable: then all are copied. */
  readsAll: boolean
}

export type Flow = { id: string; source: string; target: string; condition: Expression | null; name: string; listeners: Listener[] }

export type Node = {
  id: string
  /** The BPMN element without its prefix: `userTask`, `boundaryEvent`; for events see also `events`. */
  type: string
  /** Which behaviour runs it: type, and for events the trigger: `userTask`, `boundaryEvent:timer`, `endEvent:terminate`, `subProcess:event`. */
  kind: string
  name: string
  /** The enclosing sub-process, or the process key at the top. */
  scope: string
  incoming: string[]
  outgoing: string[]
  defaultFlow: string | null
  /** Scopes only: the elements inside that are started with the scope. */
  starts: string[]
  /** Scopes only: the event sub-processes inside. */
  eventSubProcesses: string[]
  /** Activities only: boundary events attached to this node. */
  boundary: string[]
  attachedTo: string | null
  /** Boundary events and event sub-process starts: false lets the host go on. */
  interrupting: boolean
  /** Event definitions in document order; several: any of them, or all of them with `parallelMultiple`. */
  events: EventTrigger[]
  parallelMultiple: boolean
  /** Start events: the variable that names who started the instance (camunda:initiator). */
  initiator: string | null
  inputs: IoMapping[]
  outputs: IoMapping[]
  /** BPMN data associations into and out of an activity or event. */
  dataInputs: DataMapping[]
  dataOutputs: DataMapping[]
  /** Scopes only: data objects and properties, which are variables of the scope. */
  dataNames: string[]
  asyncBefore: boolean
  asyncAfter: boolean
  /** Delays between attempts of this node's jobs, ISO durations or R3/PT10M; null: the engine's default. */
  retryCycle: string | null
  jobPriority: Expression | null
  loop: LoopSettings | null
  startQuantity: number
  completionQuantity: number
  isForCompensation: boolean
  /** Activities with a compensation boundary event: the activity that undoes them. */
  compensatedBy: string | null
  listeners: Listener[]
  user: UserTaskSettings | null
  service: ServiceSettings | null
  script: ScriptSettings | null
  decision: DecisionSettings | null
  call: CallSettings | null
  receive: ReceiveSettings | null
  gateway: GatewaySettings | null
  adHoc: AdHocSettings | null
  form: FormReference | null
  /** camunda:properties by name: what the model says to external workers and clients. */
  properties: Readonly<Record<string, string>>
  documentation: string
}

/** Text with expressions, or what camunda:list, camunda:map and camunda:script inside a parameter give. */
export type IoValue =
  | { kind: 'expression'; value: Expression }
  | { kind: 'script'; script: ScriptSettings }
  | { kind: 'list'; items: IoValue[] }
  | { kind: 'map'; entries: { key: string; value: IoValue }[] }
export type IoMapping = { name: string; value: IoValue }

/** A BPMN data association: copies a variable, or, with assignments, what each `from` gives to the name in `to`. */
export type DataMapping = { sources: string[]; target: string; transformation: Expression | null; assignments: { from: Expression; to: string }[] }

/** camunda:executionListener and camunda:taskListener. */
export type Listener = {
  /** `start`, `end`, `take`; of tasks: `create`, `assignment`, `complete`, `update`, `delete`, `timeout`. */
  event: string
  on: 'execution' | 'task'
  run: { kind: 'handler'; name: string } | { kind: 'script'; script: ScriptSettings } | { kind: 'expression'; value: Expression }
  /** Task listeners on `timeout` only: when. */
  timer: TriggerOf<'timer'> | null
}

export type LoopSettings = StandardLoop | MultiInstance
export type StandardLoop = { kind: 'standard'; condition: Expression | null; testBefore: boolean; maximum: number | null }
export type MultiInstance = {
  kind: 'multi'
  sequential: boolean
  cardinality: Expression | null
  /** camunda:collection, or loopDataInputRef: gives the items. */
  collection: Expression | null
  elementVariable: string | null
  completionCondition: Expression | null
  /** BPMN 2.0, table 10.30. All throws nothing. */
  behavior: 'All' | 'One' | 'None' | 'Complex'
  /** Thrown after the first (One) or each (None) instance, to boundary events of the activity. */
  event: EventTrigger | null
  complex: { condition: Expression; event: EventTrigger }[]
  /** loopDataOutputRef and outputDataItem: what each instance gives, collected in this variable. */
  output: { collection: string; item: string } | null
  asyncBefore: boolean
  asyncAfter: boolean
}

export type GatewaySettings = {
  /** Complex gateways: when the join activates. */
  activationCondition: Expression | null
  /** Event-based gateways: starts the process. */
  instantiate: boolean
  eventType: 'Exclusive' | 'Parallel'
}

export type AdHocSettings = {
  ordering: 'Parallel' | 'Sequential'
  completionCondition: Expression | null
  cancelRemaining: boolean
  /** cz:adHoc: `all` starts everything that has no incoming flow; `manual` waits until somebody starts an activity. */
  start: 'all' | 'manual'
}

export type FormReference = { key: string; binding: 'latest' | 'deployment' | 'version'; version: number | null }

export type FieldAccess = 'editable' | 'readonly' | 'hidden'
