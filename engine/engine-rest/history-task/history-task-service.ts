import type { Actor } from '../../identity/actor.ts'
import { optionalDate, toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { durationOf } from '../duration.ts'
import type { ListRequest } from '../lists.ts'
import { namesOf, type NameOf } from '../people.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import type { HistoryTaskFilters } from './history-task-filters.ts'
import { countHistoryTasks, listHistoryTasks, type HistoryTaskFacts } from './history-task.store.ts'

/** Tasks, open and done. */
export function createHistoryTaskService({ db, scope }: EngineRestDeps & { scope: Scope }) {
  return {
    async list(request: ListRequest<HistoryTaskFilters>, actor: Actor) {
      const rows = await listHistoryTasks(db, request, { scope, actor })
      const nameOf = await namesOf(
        db,
        rows.flatMap(({ assignee, owner }) => [assignee, owner]),
      )
      return rows.map((row) => view(row, nameOf))
    },
    count: (request: ListRequest<HistoryTaskFilters>, actor: Actor) => countHistoryTasks(db, request, { scope, actor }),
  }
}

const reasons = { completed: 'completed', cancelled: 'deleted' } as const
const states = { completed: 'Completed', cancelled: 'Deleted' } as const

function view(row: HistoryTaskFacts, nameOf: NameOf) {
  return {
    id: row.id,
    processDefinitionKey: row.definitionKey,
    processDefinitionId: row.definitionId,
    processInstanceId: row.instanceId,
    executionId: row.executionId,
    caseDefinitionKey: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    activityInstanceId: row.activityId,
    name: row.name,
    description: row.description,
    deleteReason: row.state && reasons[row.state],
    owner: nameOf(row.owner),
    assignee: nameOf(row.assignee),
    startTime: toCamundaDate(row.createdAt),
    endTime: optionalDate(row.endedAt),
    duration: durationOf(row.createdAt, row.endedAt),
    taskDefinitionKey: row.nodeId,
    priority: row.priority,
    due: optionalDate(row.dueAt),
    parentTaskId: null,
    followUp: optionalDate(row.followUpAt),
    tenantId: tenantId(row.tenant),
    removalTime: null,
    rootProcessInstanceId: row.rootId,
    taskState: row.state === null ? (row.updatedAt === null ? 'Created' : 'Updated') : states[row.state],
  }
}
