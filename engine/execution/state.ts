/** The rows of one instance as the token machine sees them. Instants are ISO strings and opaque to it. */
export type InstanceState = {
  instance: InstanceRow
  executions: Record<string, ExecutionRow>
  /** Variables by the execution that owns them; the root execution's id is the instance's id. */
  scopes: Record<string, Variables>
  tasks: Record<string, TaskRow>
  subscriptions: Record<string, SubscriptionRow>
  jobs: Record<string, JobRow>
  incidents: Record<string, IncidentRow>
}

export type InstanceRow = {
  id: string
  definitionId: string
  definitionKey: string
  businessKey: string | null
  /** What the case is called in lists. */
  subject: string
  /** The instance whose call activity started this one, and the execution that waits there. */
  parentId: string | null
  parentExecutionId: string | null
  rootId: string
  state: 'active' | 'completed' | 'cancelled' | 'failed'
  rev: number
  tenant: string
  initiator: string | null
  phase: string | null
  enterpriseId: string | null
  villageId: string | null
  townshipId: string | null
  departmentId: string | null
  startedAt: string
  endedAt: string | null
  errorCode: string | null
  /** Set while suspended: nothing moves and its jobs rest. */
  suspendedAt: string | null
  /** Why it was ended from outside. */
  deleteReason: string | null
  /** Hash of the last command of this instance: the head of its record chain. */
  head: string
}

export type TypedValue = { type: string; value: unknown; valueInfo?: Record<string, unknown> }
export type Variables = Record<string, TypedValue>

export type ExecutionRow = {
  id: string
  instanceId: string
  /** The scope execution this token lives in; null for the root. */
  parentId: string | null
  nodeId: string
  /** Id of the activity instance that runs now; new each time a node is entered. */
  activityId: string | null
  startedAt: string | null
  /** `scope`: holds child tokens; `token`: walks or waits. */
  kind: 'scope' | 'token'
  waits: boolean
  /** What one element kind must remember: loop counters, flows that arrived. */
  data: Record<string, unknown>
}

export type TaskRow = {
  id: string
  instanceId: string
  executionId: string
  nodeId: string
  name: string
  definitionId: string
  processKey: string
  processName: string
  tenant: string
  subject: string
  businessKey: string | null
  assignee: string | null
  /** Inbox groups: `role@unitId` or `user:<id>`. */
  candidates: string[]
  formKey: string | null
  formVersionId: string | null
  priority: number
  dueAt: string | null
  followUpAt: string | null
  /** The documentation of the element, unless somebody has written something else. */
  description?: string | null
  /** Who gave the task to its assignee, and takes it back when he is done (`PENDING`, then `RESOLVED`). */
  owner?: string | null
  delegationState?: 'PENDING' | 'RESOLVED' | null
  /** When somebody changed it last by hand. */
  updatedAt?: string | null
  createdAt: string
}

export type SubscriptionRow = {
  id: string
  instanceId: string
  executionId: string
  /** The event that waits: not always the node its execution stands at (boundary events, event sub-processes, event-based gateways). */
  nodeId: string
  /** `compensate` is no waiting but a completed activity that can be undone; see compensation. */
  kind: 'message' | 'signal' | 'conditional' | 'compensate'
  /** Message or signal name; empty for the other kinds. */
  name: string
  tenant: string
  /** `index`: which of several definitions of the event; compensate: handler, snapshot of variables and order. */
  data: Record<string, unknown>
  createdAt: string
}

export type JobRow = {
  id: string
  instanceId: string | null
  executionId: string | null
  definitionId: string
  nodeId: string
  /**
   * timer: an armed time; async: go on from here in a transaction of its own; handler: a job handler runs outside; external: a worker
   * fetches it; start: a timer start event. The others are effects on other instances, done after the commit: see OutboxJob.
   */
  kind: 'timer' | 'async' | 'handler' | 'external' | 'start' | OutboxKind
  dueAt: string
  retries: number
  priority: number
  /** External tasks only. */
  topic: string | null
  tenant: string
  /** Cycle timers: what is left to fire; handler jobs: their input; effects: what to do. */
  data: Record<string, unknown>
  createdAt: string
}

/** deliver: a message or signal thrown here; start-child, child-ended, cancel-child: a call activity and what it called; start-part: one trigger of a start event that needs all of its own. */
export type OutboxKind = 'deliver' | 'start-child' | 'child-ended' | 'cancel-child' | 'start-part'

export type IncidentRow = {
  id: string
  instanceId: string
  executionId: string
  nodeId: string
  kind: string
  message: string
  jobId: string | null
  createdAt: string
  tenant: string
}
