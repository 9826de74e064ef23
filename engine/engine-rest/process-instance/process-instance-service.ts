import type { Actor } from '../../identity/actor.ts'
import { execute } from '../commanding.ts'
import type { EngineRestDeps } from '../deps.ts'
import { notFound } from '../errors.ts'
import type { ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import type { ScopeOf } from '../scope-variables.ts'
import { activityTree } from './activity-tree.ts'
import { instructionsFrom, type ModificationBody } from './modification.ts'
import type { InstanceFilters } from './process-instance.filters.ts'
import { asyncJobsOf, countInstances, executionsOf, findVisible, incidentsOf, listInstances, type InstanceFacts } from './process-instance.store.ts'

/** Running instances as this surface shows them. One that has ended is unknown here and known to the history. */
export function createInstanceRestService({ db, runtime, definitions, scope }: EngineRestDeps & { scope: Scope }) {
  async function running(id: string, actor: Actor): Promise<InstanceFacts> {
    const row = await findVisible(db, id, { scope, actor })
    if (row === undefined || row.endedAt !== null) throw notFound(`Process instance with id ${id} does not exist`)
    return row
  }

  async function suspend(id: string, suspended: boolean, actor: Actor): Promise<void> {
    await running(id, actor)
    await execute(runtime, { instanceId: id, act: suspended ? 'suspend' : 'activate', actor, command: { kind: 'suspend', suspended } })
  }

  return {
    running,
    list: async (request: ListRequest<InstanceFilters>, actor: Actor) => (await listInstances(db, request, { scope, actor })).map(instanceView),
    count: (request: ListRequest<InstanceFilters>, actor: Actor) => countInstances(db, request, { scope, actor }),
    get: async (id: string, actor: Actor) => instanceView(await running(id, actor)),
    suspend,
    /** Suspends what a list names: ids, or everything of a definition. */
    async suspendAll(request: ListRequest<InstanceFilters>, suspended: boolean, actor: Actor): Promise<void> {
      for (const { id } of await listInstances(db, request, { scope, actor })) await suspend(id, suspended, actor)
    },
    async remove(id: string, reason: string, actor: Actor): Promise<void> {
      await running(id, actor)
      await execute(runtime, { instanceId: id, act: 'cancel', actor, command: { kind: 'cancel', reason } })
    },
    async tree(id: string, actor: Actor) {
      const instance = await running(id, actor)
      const { graph } = await definitions.get(instance.definitionId)
      const [executions, incidents, jobs] = await Promise.all([executionsOf(db, id), incidentsOf(db, id), asyncJobsOf(db, id)])
      return activityTree({ instance, graph, executions, incidents, jobs })
    },
    async modify(id: string, body: ModificationBody, actor: Actor): Promise<void> {
      const instance = await running(id, actor)
      const { graph } = await definitions.get(instance.definitionId)
      const executions = await executionsOf(db, id)
      const instructions = instructionsFrom(body, { id, graph, executions })
      await execute(runtime, { instanceId: id, act: 'modify', actor, command: { kind: 'modify', instructions } })
    },
    async variableScope(id: string, actor: Actor): Promise<ScopeOf> {
      const { definitionId } = await running(id, actor)
      return { instanceId: id, executionId: id, definitionId, kind: 'process instance', local: true }
    },
  }
}

export function instanceView({ id, definitionId, definitionKey, businessKey, suspendedAt, endedAt, tenant }: InstanceFacts) {
  return {
    links: [],
    id,
    definitionId,
    definitionKey,
    businessKey,
    caseInstanceId: null,
    ended: endedAt !== null,
    suspended: suspendedAt !== null,
    tenantId: tenantId(tenant),
  }
}
