import type { Actor } from '../../identity/actor.ts'
import { optionalDate, toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { incidentType } from '../incident-filters.ts'
import type { ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import type { HistoryIncidentFilters } from './history-incident.filters.ts'
import { countHistoryIncidents, listHistoryIncidents, type HistoryIncidentFacts } from './history-incident.store.ts'

/** Tokens that stopped, now and before. */
export function createHistoryIncidentService({ db, scope }: Pick<EngineRestDeps, 'db'> & { scope: Scope }) {
  return {
    list: async (request: ListRequest<HistoryIncidentFilters>, actor: Actor) => (await listHistoryIncidents(db, request, { scope, actor })).map(view),
    count: (request: ListRequest<HistoryIncidentFilters>, actor: Actor) => countHistoryIncidents(db, request, { scope, actor }),
  }
}

function view(row: HistoryIncidentFacts) {
  return {
    id: row.id,
    processDefinitionKey: row.definitionKey,
    processDefinitionId: row.definitionId,
    processInstanceId: row.instanceId,
    executionId: row.executionId,
    rootProcessInstanceId: row.rootId,
    createTime: toCamundaDate(row.createdAt),
    endTime: optionalDate(row.endedAt),
    removalTime: null,
    incidentType: incidentType(row.kind),
    activityId: row.nodeId,
    failedActivityId: row.nodeId,
    causeIncidentId: row.id,
    rootCauseIncidentId: row.id,
    configuration: row.jobId,
    historyConfiguration: null,
    incidentMessage: row.message,
    tenantId: tenantId(row.tenant),
    jobDefinitionId: null,
    open: row.endedAt === null,
    resolved: row.state === 'resolved',
    deleted: row.state === 'deleted',
    annotation: row.annotation,
  }
}
