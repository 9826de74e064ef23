import type { InstanceRow } from '../execution/state.ts'

export type NewInstance = {
  id: string
  definition: { id: string; key: string; name: string; tenant: string }
  tenant: string
  initiator: string | null
  now: string
}

/** The row of an instance that is about to start. Its case facts come from the first handler. */
export function newInstance({ id, definition, tenant, initiator, now }: NewInstance): InstanceRow {
  return {
    id,
    definitionId: definition.id,
    definitionKey: definition.key,
    businessKey: null,
    subject: definition.name,
    parentId: null,
    parentExecutionId: null,
    rootId: id,
    state: 'active',
    rev: 0,
    tenant,
    initiator,
    phase: null,
    enterpriseId: null,
    villageId: null,
    townshipId: null,
    departmentId: null,
    startedAt: now,
    endedAt: null,
    errorCode: null,
    suspendedAt: null,
    deleteReason: null,
    head: '',
  }
}
