import type { ProcessGraph } from '../../bpmn/graph.ts'
import { optionalDate, toCamundaDate } from '../dates.ts'
import { personPrefix, type NameOf } from '../people.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { TaskFacts } from './task.store.ts'

/** An open task as clients get it. */
export function taskView(task: TaskFacts, { nameOf, graph }: { nameOf: NameOf; graph: ProcessGraph }) {
  const form = task.formVersionId === null ? null : (graph.nodes[task.nodeId]?.form ?? null)
  return {
    id: task.id,
    name: task.name,
    assignee: nameOf(task.assignee),
    created: toCamundaDate(task.createdAt),
    due: optionalDate(task.dueAt),
    followUp: optionalDate(task.followUpAt),
    lastUpdated: optionalDate(task.updatedAt),
    delegationState: task.delegationState ?? null,
    description: task.description ?? null,
    executionId: task.executionId,
    owner: nameOf(task.owner),
    parentTaskId: null,
    priority: task.priority,
    processDefinitionId: task.definitionId,
    processInstanceId: task.instanceId,
    taskDefinitionKey: task.nodeId,
    caseExecutionId: null,
    caseInstanceId: null,
    caseDefinitionId: null,
    suspended: task.suspendedAt !== null,
    formKey: form === null ? task.formKey : null,
    camundaFormRef: form && { key: form.key, binding: form.binding, version: form.version },
    tenantId: tenantId(task.tenant),
    taskState: task.updatedAt ? 'Updated' : 'Created',
  }
}

export type IdentityLink = { userId: string | null; groupId: string | null; type: string }

/** Who has to do with a task: whose it is, who gave it, and who may take it. */
export function identityLinks({ assignee, owner, candidates }: TaskFacts, nameOf: NameOf): IdentityLink[] {
  const person = (type: string, stored: string | null | undefined): IdentityLink[] => (stored ? [{ userId: nameOf(stored), groupId: null, type }] : [])
  const candidate = (group: string): IdentityLink[] =>
    group.startsWith(personPrefix) ? person('candidate', group.slice(personPrefix.length)) : [{ userId: null, groupId: group, type: 'candidate' }]
  return [...person('assignee', assignee), ...person('owner', owner), ...candidates.flatMap(candidate)]
}
