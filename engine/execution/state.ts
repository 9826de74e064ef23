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
  parentId: string | null
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
  /** `scope`: holds child tokens; `token`: walks or waits; `failed`: stopped by an incident. */
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
  createdAt: string
}

export type SubscriptionRow = {
  id: string
  instanceId: string
  executionId: string
  nodeId: string
  kind: 'message'
  name: string
  tenant: string
  createdAt: string
}

export type JobRow = {
  id: string
  instanceId: string | null
  executionId: string | null
  definitionId: string
  nodeId: string
  /** timer: an armed time; async: go on from here in a transaction of its own; handler: a job handler runs outside; start: a timer start event. */
  kind: 'timer' | 'async' | 'handler' | 'start'
  dueAt: string
  retries: number
  tenant: string
  /** Cycle timers: what is left to fire; handler jobs: their input. */
  data: Record<string, unknown>
  createdAt: string
}

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
