import type { DeployRequest } from '../../deployments/deployments.ts'
import { findDeployment, findResource, listResources, type DeploymentRow } from '../../deployments/deployments.store.ts'
import type { Actor } from '../../identity/actor.ts'
import { toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { invalidRequest, notFound } from '../errors.ts'
import type { ListRequest } from '../lists.ts'
import { definitionsOfDeployment } from '../process-definition/process-definition.store.ts'
import { definitionView, tenantId } from '../process-definition/process-definition.view.ts'
import { tenantsOf } from '../scope.ts'
import { assertOwn, mayReplaceInBase } from '../shared-definitions.ts'
import type { DeploymentFilters } from './deployment.filters.ts'
import { countDeployments, decisionsOfDeployment, listDeployments } from './deployment.store.ts'

/** Deployments as this surface shows them. */
export function createDeploymentService({ db, deployments, removal }: Pick<EngineRestDeps, 'db' | 'deployments' | 'removal'>) {
  async function visible(id: string, actor: Actor): Promise<DeploymentRow> {
    const row = await findDeployment(db, id)
    if (row === undefined || !tenantsOf(actor).includes(row.tenant)) throw notFound(`Deployment with id '${id}' does not exist`)
    return row
  }

  async function create(request: DeployRequest, actor: Actor) {
    const { deployment, isNew } = await deployments.deploy({ ...request, mayReplace: mayReplaceInBase(db, actor, request.tenant) })
    const definitions = isNew ? await definitionsOfDeployment(db, deployment.id) : []
    return {
      ...deploymentView(deployment),
      deployedProcessDefinitions: byId(definitions.map(definitionView)),
      deployedCaseDefinitions: null,
      deployedDecisionDefinitions: isNew ? await decisionsOf(deployment.id) : null,
      deployedDecisionRequirementsDefinitions: null,
    }
  }

  async function decisionsOf(deploymentId: string) {
    const views = (await decisionsOfDeployment(db, deploymentId)).map(({ id, key, name, version, tenant, resourceName, versionTag, historyTtl }) => ({
      ...{ id, key, category: null, name, version, resource: resourceName, deploymentId, tenantId: tenantId(tenant) },
      ...{ decisionRequirementsDefinitionId: null, decisionRequirementsDefinitionKey: null, historyTimeToLive: historyTtl, versionTag },
    }))
    return byId(views)
  }

  async function resourceOf(id: string, resourceId: string, actor: Actor) {
    await visible(id, actor)
    const resource = await findResource(db, id, resourceId)
    if (resource === undefined) throw notFound(`Deployment resource with resource id '${resourceId}' for deployment id '${id}' does not exist.`)
    return resource
  }

  return {
    list: async (request: ListRequest<DeploymentFilters>, actor: Actor) => (await listDeployments(db, request, actor)).map(deploymentView),
    count: (request: ListRequest<DeploymentFilters>, actor: Actor) => countDeployments(db, request, actor),
    ids: async (actor: Actor) =>
      (await listDeployments(db, { given: {}, sorting: [], paging: { firstResult: 0, maxResults: 10_000 } }, actor)).map(({ id }) => id),
    get: async (id: string, actor: Actor) => deploymentView(await visible(id, actor)),
    create,
    async resources(id: string, actor: Actor) {
      await visible(id, actor)
      return listResources(db, id)
    },
    async resource(id: string, resourceId: string, actor: Actor) {
      const { name } = await resourceOf(id, resourceId, actor)
      return { id: resourceId, name, deploymentId: id }
    },
    content: resourceOf,
    async remove(id: string, options: { cascade: boolean }, actor: Actor): Promise<void> {
      await visible(id, actor)
      await assertOwn(
        db,
        actor,
        (await definitionsOfDeployment(db, id)).map((definition) => definition.id),
      )
      await removal.removeDeployment(id, { ...options, actor })
    },
    async redeploy(
      id: string,
      { resourceIds, resourceNames, source }: { resourceIds: string[]; resourceNames: string[]; source: string | undefined },
      actor: Actor,
    ) {
      const row = await visible(id, actor)
      const all = await listResources(db, id)
      const isAll = resourceIds.length === 0 && resourceNames.length === 0
      const chosen = all.filter((resource) => isAll || resourceIds.includes(resource.id) || resourceNames.includes(resource.name))
      if (chosen.length === 0) throw invalidRequest('None of the resources belong to the deployment')
      const resources = await Promise.all(chosen.map((resource) => resourceOf(id, resource.id, actor)))
      return create({ name: row.name, source: source ?? row.source, tenant: row.tenant, by: actor.userId, resources, filter: 'none' }, actor)
    },
  }
}

function deploymentView({ id, name, source, tenant, deployedAt }: DeploymentRow) {
  return { id, name: name === '' ? null : name, source: source ?? null, deploymentTime: toCamundaDate(deployedAt), tenantId: tenantId(tenant) }
}

function byId<Item extends { id: string }>(items: Item[]): Record<string, Item> | null {
  return items.length === 0 ? null : Object.fromEntries(items.map((item) => [item.id, item]))
}
