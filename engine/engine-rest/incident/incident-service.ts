import type { Actor } from '../../identity/actor.ts'
import { execute } from '../commanding.ts'
import { toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { badRequest, notFound } from '../errors.ts'
import { incidentType } from '../incident-filters.ts'
import { jobDefinitionId } from '../job/job-definition.ts'
import type { ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import type { IncidentFilters } from './incident.filters.ts'
import { annotate, countIncidents, findIncident, listIncidents, type IncidentFacts } from './incident.store.ts'

/** Tokens that stopped, and why. */
export function createIncidentService({ db, runtime, scope }: EngineRestDeps & { scope: Scope }) {
  async function find(id: string, actor: Actor): Promise<IncidentFacts> {
    const row = await findIncident(db, id, { scope, actor })
    if (row === undefined) throw notFound(`No matching incident with id ${id}`)
    return row
  }

  return {
    list: async (request: ListRequest<IncidentFilters>, actor: Actor) => (await listIncidents(db, request, { scope, actor })).map(incidentView),
    count: (request: ListRequest<IncidentFilters>, actor: Actor) => countIncidents(db, request, { scope, actor }),
    get: async (id: string, actor: Actor) => incidentView(await find(id, actor)),
    /** The token tries again what it could not do. One of a job or an external task is resolved by giving it retries, as in Camunda. */
    async resolve(id: string, actor: Actor): Promise<void> {
      const { instanceId, jobId, kind } = await find(id, actor)
      if (jobId !== null) throw badRequest('BadUserRequestException', `Cannot resolve an incident of type ${incidentType(kind)}`)
      await execute(runtime, { instanceId, act: 'retry', actor, command: { kind: 'retry', incidentId: id } })
    },
    async annotate(id: string, annotation: string | null, actor: Actor): Promise<void> {
      await find(id, actor)
      await annotate(db, id, annotation)
    },
  }
}

function incidentView({ id, definitionId, instanceId, executionId, createdAt, kind, nodeId, jobId, message, tenant, annotation, jobKind }: IncidentFacts) {
  return {
    id,
    processDefinitionId: definitionId,
    processInstanceId: instanceId,
    executionId,
    incidentTimestamp: toCamundaDate(createdAt),
    incidentType: incidentType(kind),
    activityId: nodeId,
    failedActivityId: nodeId,
    causeIncidentId: id,
    rootCauseIncidentId: id,
    configuration: jobId,
    incidentMessage: message,
    tenantId: tenantId(tenant),
    jobDefinitionId: jobKind === null || jobKind === 'external' ? null : jobDefinitionId({ definitionId, nodeId, kind: jobKind }),
    annotation,
  }
}
