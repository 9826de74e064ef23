import type { ExternalTaskRow } from '../../external-tasks/external-tasks.store.ts'
import type { LockedTask } from '../../external-tasks/locked-task.ts'
import { optionalDate, toCamundaDate } from '../dates.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import { toDtos } from '../variables.ts'

/** An external task in a list. Retries are null until somebody has said a number. */
export function externalTaskView(row: ExternalTaskRow) {
  return {
    activityId: row.nodeId,
    activityInstanceId: row.activityId,
    errorMessage: row.error === '' ? null : row.error,
    executionId: row.executionId,
    id: row.id,
    lockExpirationTime: optionalDate(row.leaseUntil),
    createTime: toCamundaDate(row.createdAt),
    processDefinitionId: row.definitionId,
    processDefinitionKey: row.definitionKey,
    processDefinitionVersionTag: row.versionTag,
    processInstanceId: row.instanceId,
    retries: row.data.untried ? null : row.retries,
    suspended: row.suspendedAt !== null,
    workerId: row.leaseOwner,
    topicName: row.topic,
    tenantId: tenantId(row.tenant),
    priority: row.priority,
    businessKey: row.businessKey,
  }
}

/** A task as its worker gets it. Objects come as their JSON text unless the topic asks for them deserialised. */
export function lockedTaskView(task: LockedTask, options: { deserialize: boolean; errorDetails: string | null }) {
  return {
    ...externalTaskView(task),
    errorDetails: options.errorDetails,
    variables: toDtos(task.variables, options),
    extensionProperties: task.extensionProperties,
  }
}
