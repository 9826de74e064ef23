import type { ModuleRow } from '../../../engine/execution/changes.ts'
import type { InstanceState } from '../../../engine/execution/state.ts'
import { newId } from '../../../engine/ids.ts'
import { toFlush } from '../../../engine/runtime/flush.ts'
import { sealRecord } from '../../../engine/runtime/record.ts'
import type { Flush, Guard } from '../../../engine/runtime/storage.ts'

export const at = '2026-03-02T01:00:00.000Z'

/** Of a new instance: a row of every kind. */
export function aState(): InstanceState {
  const id = newId()
  const tenant = '320206'
  const ids = { instanceId: id, executionId: `${id.slice(0, 30)}-token` }
  const task = {
    id: newId(),
    ...ids,
    nodeId: 'Task',
    name: '核查',
    definitionId: 'd',
    processKey: 'p',
    processName: '流程',
    tenant,
    subject: '消火栓',
    businessKey: null,
    assignee: null,
    candidates: ['role@unit', 'user:1'],
    owner: '李四',
    description: '带上测距仪',
    delegationState: 'PENDING' as const,
    formKey: null,
    formVersionId: null,
    priority: 50,
    dueAt: null,
    followUpAt: null,
    createdAt: at,
    updatedAt: at,
  }
  const job = {
    id: newId(),
    ...ids,
    definitionId: 'd',
    nodeId: 'Timer',
    kind: 'timer' as const,
    dueAt: '2027-01-01T00:00:00.000Z',
    retries: 3,
    priority: 0,
    topic: null,
    tenant,
    data: { left: 2 },
    createdAt: at,
  }
  const subscription = { id: newId(), ...ids, nodeId: 'Message', kind: 'message' as const, name: 'withdraw', tenant, data: { index: 0 }, createdAt: at }
  const incident = { id: newId(), ...ids, nodeId: 'Task', kind: 'expression', message: '错', jobId: null, createdAt: at, tenant }
  return {
    instance: {
      id,
      definitionId: 'd',
      definitionKey: 'p',
      businessKey: 'YH-1',
      subject: '消火栓',
      parentId: null,
      parentExecutionId: null,
      rootId: id,
      state: 'active',
      rev: -1,
      tenant,
      initiator: 'u',
      phase: null,
      enterpriseId: 'e',
      villageId: null,
      townshipId: 't',
      departmentId: null,
      startedAt: at,
      endedAt: null,
      errorCode: null,
      suspendedAt: null,
      deleteReason: null,
      head: '',
    },
    executions: {
      [id]: { id, instanceId: id, parentId: null, nodeId: 'p', activityId: id, startedAt: at, kind: 'scope', waits: false, data: {} },
      [ids.executionId]: {
        id: ids.executionId,
        instanceId: id,
        parentId: id,
        nodeId: 'Task',
        activityId: newId(),
        startedAt: null,
        kind: 'token',
        waits: true,
        data: { taskId: task.id },
      },
    },
    scopes: { [id]: { level: { type: 'String', value: 'general' }, list: { type: 'Json', value: [1, '二', null] } } },
    tasks: { [task.id]: task },
    subscriptions: { [subscription.id]: subscription },
    jobs: { [job.id]: job },
    incidents: { [incident.id]: incident },
  }
}

/** The state that a flush of it leaves behind. */
export const stateAfter = (state: InstanceState): InstanceState => ({ ...state, instance: { ...state.instance, rev: state.instance.rev + 1 } })

export type FlushOptions = { claim?: { scope: string; key: string }; rows?: ModuleRow[]; guards?: Guard[] }

export function flushOf(state: InstanceState, { claim, rows = [], guards = [] }: FlushOptions = {}): Flush {
  const { instance } = state
  const rev = instance.rev + 1
  const record = sealRecord({
    id: newId(),
    instanceId: instance.id,
    rev,
    scope: claim?.scope ?? null,
    idempotencyKey: claim?.key ?? null,
    bodyHash: null,
    tenant: instance.tenant,
    actor: null,
    onBehalfOf: null,
    act: 'test',
    at,
    answer: null,
    changes: [],
    events: [],
    previousHash: instance.head,
  })
  const put = <Row>(rows: Record<string, Row>) => ({ put: Object.values(rows), remove: [] })
  const changes = {
    instance: { ...instance, rev },
    isNew: rev === 0,
    executions: put(state.executions),
    scopes: { put: Object.entries(state.scopes).map(([scopeId, data]) => ({ scopeId, data })), remove: [] },
    tasks: put(rev === 0 ? state.tasks : {}),
    subscriptions: put(state.subscriptions),
    jobs: put(state.jobs),
    incidents: put(state.incidents),
    outbox: { put: [], remove: [] },
    activityHistory: [],
    incidentHistory: [],
    scopeHistory: [],
    decisionHistory: [],
    taskHistory: [],
    variableChanges: [],
    rows,
  }
  return toFlush(changes, record, { sent: [], guards, jsonColumns: (table) => (table === 'lab_row' ? ['data'] : []) })
}

export const nothing = { execution: [], variable_scope: [], task: [], inbox: [], subscription: [], job: [], incident: [] }
export const noIds = { execution: [], variable_scope: [], task: [], inbox: [], subscription: [], job: [], incident: [] }

export function columnsOf({ id, instanceId, parentId, nodeId, activityId, startedAt, kind, waits, data }: InstanceState['executions'][string]) {
  return { id, instance_id: instanceId, parent_id: parentId, node_id: nodeId, activity_id: activityId, started_at: startedAt, kind, waits, data }
}
