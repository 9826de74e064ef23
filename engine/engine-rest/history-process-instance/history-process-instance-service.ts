import type { Actor } from '../../identity/actor.ts'
import { optionalDate, toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { durationOf } from '../duration.ts'
import { notFound } from '../errors.ts'
import type { ListRequest } from '../lists.ts'
import { namesOf, type NameOf } from '../people.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import type { HistoryInstanceFilters } from './history-process-instance.filters.ts'
import { countHistoryInstances, findHistoryInstance, listHistoryInstances, type HistoryInstanceFacts } from './history-process-instance.store.ts'

/** Instances, running and ended, as they are looked back at. */
export function createHistoryInstanceService({ db, scope }: EngineRestDeps & { scope: Scope }) {
  async function shown(rows: HistoryInstanceFacts[]) {
    const nameOf = await namesOf(
      db,
      rows.map(({ initiator }) => initiator),
    )
    return rows.map((row) => historyInstanceView(row, nameOf))
  }

  return {
    list: async (request: ListRequest<HistoryInstanceFilters>, actor: Actor) => shown(await listHistoryInstances(db, request, { scope, actor })),
    count: (request: ListRequest<HistoryInstanceFilters>, actor: Actor) => countHistoryInstances(db, request, { scope, actor }),
    async get(id: string, actor: Actor) {
      const row = await findHistoryInstance(db, id, { scope, actor })
      if (row === undefined) throw notFound(`Historic process instance with id ${id} does not exist`)
      return (await shown([row]))[0]
    },
  }
}

function historyInstanceView(row: HistoryInstanceFacts, nameOf: NameOf) {
  return {
    id: row.id,
    businessKey: row.businessKey,
    processDefinitionId: row.definitionId,
    processDefinitionKey: row.definitionKey,
    processDefinitionName: row.definitionName === '' ? null : row.definitionName,
    processDefinitionVersion: row.definitionVersion,
    startTime: toCamundaDate(row.startedAt),
    endTime: optionalDate(row.endedAt),
    removalTime: null,
    durationInMillis: durationOf(row.startedAt, row.endedAt),
    startUserId: nameOf(row.initiator),
    startActivityId: row.startActivityId,
    deleteReason: row.deleteReason,
    rootProcessInstanceId: row.rootId,
    superProcessInstanceId: row.parentId,
    superCaseInstanceId: null,
    caseInstanceId: null,
    tenantId: tenantId(row.tenant),
    state: stateOf(row),
    restartedProcessInstanceId: null,
    errorCode: row.errorCode,
  }
}

/** What a caller takes with it ends inside the engine; what somebody cancels ends from outside. */
function stateOf({ state, parentId, suspendedAt }: HistoryInstanceFacts): string {
  if (state === 'completed') return 'COMPLETED'
  if (state === 'failed') return 'INTERNALLY_TERMINATED'
  if (state === 'cancelled') return parentId === null ? 'EXTERNALLY_TERMINATED' : 'INTERNALLY_TERMINATED'
  return suspendedAt === null ? 'ACTIVE' : 'SUSPENDED'
}
