import { typed } from '../../execution/values.ts'
import type { Actor } from '../../identity/actor.ts'
import { toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import type { ListRequest } from '../lists.ts'
import { namesOf, type NameOf } from '../people.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import { toDto } from '../variables.ts'
import type { HistoryDetailFilters } from './history-detail.filters.ts'
import { countHistoryDetails, listHistoryDetails, type HistoryDetailFacts } from './history-detail.store.ts'

/** Each change of a variable, with who made it. The record keeps plain values: their types are those that the values themselves tell. */
export function createHistoryDetailService({ db, scope }: EngineRestDeps & { scope: Scope }) {
  return {
    async list(request: ListRequest<HistoryDetailFilters>, actor: Actor) {
      const rows = await listHistoryDetails(db, request, { scope, actor })
      const nameOf = await namesOf(
        db,
        rows.map((row) => row.actor),
      )
      return rows.map((row) => view(row, nameOf))
    },
    count: (request: ListRequest<HistoryDetailFilters>, actor: Actor) => countHistoryDetails(db, request, { scope, actor }),
  }
}

function view(row: HistoryDetailFacts, nameOf: NameOf) {
  const { type, value, valueInfo } = toDto(typed(row.value))
  const isOwn = row.scopeId === row.instanceId
  return {
    type: 'variableUpdate',
    id: row.id,
    processDefinitionKey: row.definitionKey,
    processDefinitionId: row.definitionId,
    processInstanceId: row.instanceId,
    activityInstanceId: isOwn ? row.instanceId : null,
    executionId: row.scopeId,
    caseDefinitionKey: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: null,
    tenantId: tenantId(row.tenant),
    userOperationId: null,
    time: toCamundaDate(row.at),
    removalTime: null,
    rootProcessInstanceId: row.rootId,
    operatorId: nameOf(row.actor),
    variableName: row.name,
    variableInstanceId: isOwn ? `${row.instanceId}:${row.name}` : null,
    variableType: type,
    value,
    valueInfo,
    errorMessage: null,
  }
}
